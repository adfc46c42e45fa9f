package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the registry's tables of cases. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CaseRepository extends GenericRepository<CaseSummary, Long> {
  /** A case in short; {@code :now} tells which assignments still hold. */
  String CASE =
      """
      select *
      from (
        select c.opening || '-' || c.cause as id, c.opening, c.cause,
               case when c.state = 'open' and g.assignee is not null then 'assigned' else c.state end
                 as state,
               c.standing, c.outcome, e.entry_index as entry, e.model, e.submitter,
               (select count(*) from review_case_result n
                where n.opening = c.opening and n.cause = c.cause) as results,
               c.reports, c.suspicion, c.ahead, c.priority, c.policy, c.alert, g.assignee, g.until as assigned_until,
               c.opened_at, c.changed_at
        from review_case c
        left join lateral (
          select min(f.entry_index) as first
          from review_case_result f
          where f.opening = c.opening and f.cause = c.cause
        ) m on true
        left join entry e on e.entry_index = m.first
        left join case_assignment g
          on g.opening = c.opening and g.cause = c.cause and g.until > :now and c.state <> 'decided'
      ) c
      """;

  /** Which cases are wanted. */
  String WANTED =
      """
      where (cast(:state as text) is null or c.state = :state)
      and (cast(:namespace as text) is null or starts_with(c.model, :namespace || '/'))
      and (cast(:assignee as text) is null or c.assignee = :assignee)
      """;

  /** Expected harm first; behind the case {@code afterOpening}, {@code afterCause} if given. */
  @Query(
      CASE
          + """
          left join review_case a on a.opening = :afterOpening and a.cause = :afterCause
          """
          + WANTED
          + """
          and (:afterOpening < 0 or c.priority < a.priority
               or (c.priority = a.priority and (c.opening, c.cause) > (a.opening, a.cause)))
          order by c.priority desc, c.opening, c.cause
          limit :limit
          """)
  List<CaseSummary> byPriority(
      Instant now,
      @Nullable String state,
      @Nullable String namespace,
      @Nullable String assignee,
      long afterOpening,
      String afterCause,
      int limit);

  /** The oldest first. */
  @Query(
      CASE
          + WANTED
          + """
          and (c.opening, c.cause) > (:afterOpening, :afterCause)
          order by c.opening, c.cause
          limit :limit
          """)
  List<CaseSummary> byOpening(
      Instant now,
      @Nullable String state,
      @Nullable String namespace,
      @Nullable String assignee,
      long afterOpening,
      String afterCause,
      int limit);

  @Query(CASE + "where c.opening = :opening and c.cause = :cause")
  Optional<CaseSummary> find(Instant now, long opening, String cause);

  @Query(
      """
      select v.entry_index as index, v.kind, v.submitter, v.on_behalf as on_behalf_of,
             array_to_string(v.organisations, ' ') as organisations, v.outcome,
             array_to_string(v.checks, ' ') as checks, v.settles, v.superseded_by, v.received_at
      from review_event v
      where v.opening = :opening
      and v.cause = :cause
      order by v.entry_index
      limit 1000
      """)
  List<CaseEvent> events(long opening, String cause);

  @Query(
      """
      select r.entry_index as index, r.result, r.model, r.revision, r.parameters, r.benchmark,
             r.task, r.metric, r.value, r.protocol, encode(r.settings, 'hex') as settings,
             r.submitter, r.relation, r.suspicion, r.verdict,
             r.superseded_by is not null as superseded, r.withdrawn_by is not null as withdrawn,
             r.received_at
      from review_case_result c
      join result r on r.entry_index = c.entry_index and r.result = c.result
      where c.opening = :opening
      and c.cause = :cause
      order by r.suspicion desc nulls last, r.task nulls first, r.entry_index, r.result
      limit 200
      """)
  List<CaseScore> results(long opening, String cause);

  @Query(
      "select r.entry_index from reassessment r where r.target_index = :entry"
          + " order by r.entry_index desc limit 1")
  List<Long> newestReassessment(long entry);

  /** Results of {@code entries} that compare with result {@code result} of {@code entry}. */
  @Query(
      """
      select r.entry_index as index, r.result, r.model, r.revision, r.parameters, r.benchmark,
             r.task, r.metric, r.value, r.protocol, encode(r.settings, 'hex') as settings,
             r.submitter, r.relation, r.suspicion, r.verdict,
             r.superseded_by is not null as superseded, r.withdrawn_by is not null as withdrawn,
             r.received_at
      from result t
      join result r
        on r.benchmark = t.benchmark and r.metric = t.metric and r.task is not distinct from t.task
      where t.entry_index = :entry
      and t.result = :result
      and r.entry_index = any (cast(string_to_array(:entries, ',') as bigint[]))
      order by r.entry_index, r.result
      limit 50
      """)
  List<CaseScore> neighbours(long entry, int result, String entries);

  @Query(
      """
      select r.entry_index as index, r.result, r.model, r.revision, r.parameters, r.benchmark,
             r.task, r.metric, r.value, r.protocol, encode(r.settings, 'hex') as settings,
             r.submitter, r.relation, r.suspicion, r.verdict,
             r.superseded_by is not null as superseded, r.withdrawn_by is not null as withdrawn,
             r.received_at
      from review_case_result c
      join result t on t.entry_index = c.entry_index and t.result = c.result
      join result r on r.conflict_key = t.conflict_key
      where c.opening = :opening
      and c.cause = :cause
      and (r.entry_index, r.result) <> (t.entry_index, t.result)
      order by r.entry_index desc, r.result
      limit 200
      """)
  List<CaseScore> versions(long opening, String cause);

  @Query(
      """
      select r.entry_index as index, r.result, r.model, r.revision, r.parameters, r.benchmark,
             r.task, r.metric, r.value, r.protocol, encode(r.settings, 'hex') as settings,
             r.submitter, r.relation, r.suspicion, r.verdict,
             r.superseded_by is not null as superseded, r.withdrawn_by is not null as withdrawn,
             r.received_at
      from review_case_result c
      join result t on t.entry_index = c.entry_index and t.result = c.result
      join result r
        on r.model = t.model and r.benchmark = t.benchmark and r.metric = t.metric
        and r.task is not distinct from t.task and r.submitter <> t.submitter
      where c.opening = :opening
      and c.cause = :cause
      order by r.entry_index desc, r.result
      limit 200
      """)
  List<CaseScore> reproductions(long opening, String cause);

  @Query(
      """
      select count(*) as cases,
             count(*) filter (where o.outcome = 'confirmed') as confirmed,
             count(*) filter (where o.outcome = 'cleared') as cleared
      from review_case o
      where exists (
        select 1
        from review_case_result c
        join entry e on e.entry_index = c.entry_index
        where c.opening = o.opening and c.cause = o.cause and e.submitter = :submitter)
      """)
  CasesOfSubmitter record(String submitter);

  @Query(
      """
      select count(*) as cases,
             count(*) filter (where o.outcome = 'confirmed') as confirmed,
             count(*) filter (where o.outcome = 'cleared') as cleared
      from review_case o
      where exists (
        select 1
        from review_case_result c
        join entry e on e.entry_index = c.entry_index
        where c.opening = o.opening and c.cause = o.cause and e.model like :namespace || '/%')
      """)
  CasesOfSubmitter recordOfNamespace(String namespace);

  @Query(
      CASE
          + """
          where c.cause = :cause
          and c.opening <> :opening
          and c.state = 'decided'
          and exists (
            select 1
            from review_case_result x
            join result y on y.entry_index = x.entry_index and y.result = x.result
            where x.opening = c.opening and x.cause = c.cause
            and y.benchmark in (
              select t.benchmark
              from review_case_result o
              join result t on t.entry_index = o.entry_index and t.result = o.result
              where o.opening = :opening and o.cause = :cause))
          order by c.changed_at desc, c.opening desc
          limit 5
          """)
  List<CaseSummary> similar(Instant now, long opening, String cause);

  /** Those who reported a case, and how what they reported ended. */
  @Query(
      """
      select w.submitter, w.on_behalf as on_behalf_of, count(distinct (o.opening, o.cause)) as reported,
             count(distinct (o.opening, o.cause)) filter (where o.outcome is not null) as decided,
             count(distinct (o.opening, o.cause)) filter (where o.outcome = 'confirmed') as right
      from (select distinct e.submitter, e.on_behalf
            from review_event e
            where e.opening = :opening and e.cause = :cause and e.kind = 'report') w
      join review_event b
        on b.kind = 'report' and b.submitter = w.submitter
        and b.on_behalf is not distinct from w.on_behalf
      join review_case o on o.opening = b.opening and o.cause = b.cause
      group by w.submitter, w.on_behalf
      order by w.submitter, w.on_behalf
      limit 100
      """)
  List<CaseReporter> reporters(long opening, String cause);

  /** Undecided cases about other models of that namespace, the first of the list first. */
  @Query(
      CASE
          + """
          where starts_with(c.model, :namespace || '/')
          and c.state <> 'decided'
          and (c.opening, c.cause) <> (:opening, :cause)
          order by c.priority desc, c.opening, c.cause
          limit 20
          """)
  List<CaseSummary> related(Instant now, String namespace, long opening, String cause);

  /** Where a result is today among the newest 5,000 current ones like it. */
  @Query(
      """
      select count(*) as alike,
             count(*) filter (where o.beaten) as beaten,
             count(*) filter (where o.sized) as like_sized,
             count(*) filter (where o.sized and o.beaten) as like_sized_beaten
      from (
        select case when :lower then r.value::numeric > t.value::numeric
                    else r.value::numeric < t.value::numeric end as beaten,
               coalesce(r.parameters between t.parameters / 2 and t.parameters * 2, false) as sized
        from result t
        join result r
          on r.benchmark = t.benchmark and r.metric = t.metric
          and r.task is not distinct from t.task and r.benchmark_version = t.benchmark_version
          and r.superseded_by is null and r.withdrawn_by is null
          and (r.entry_index, r.result) <> (t.entry_index, t.result)
        where t.entry_index = :entry
        and t.result = :result
        order by r.entry_index desc, r.result desc
        limit 5000
      ) o
      """)
  CaseToday today(long entry, int result, boolean lower);

  @Query(
      """
      select s."check", s.month, s.confirmed, s.cleared,
             round(s.confirmed::numeric / (s.confirmed + s.cleared), 6) as precision
      from (
        select k.name as "check", to_char(v.received_at at time zone 'UTC', 'YYYY-MM') as month,
               count(*) filter (where v.outcome = 'confirmed') as confirmed,
               count(*) filter (where v.outcome = 'cleared') as cleared
        from review_event v
        join review_case c on c.opening = v.opening and c.cause = v.cause
        cross join lateral unnest(
          case when cardinality(v.checks) = 0 then array[v.cause] else v.checks end) k(name)
        where v.settles
        and v.outcome = c.outcome
        and not exists (
          select 1
          from review_event n
          where n.opening = v.opening and n.cause = v.cause and n.settles
          and n.entry_index > v.entry_index)
        group by 1, 2
      ) s
      order by s."check", s.month
      limit 10000
      """)
  List<CheckPrecision> performance();
}
