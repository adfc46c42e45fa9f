package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads the registry's tables of cases. */
@PublicRead
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
               c.reports, c.suspicion, c.current, c.ahead, c.waits, c.priority, c.policy, c.alert,
               g.assignee, g.until as assigned_until, c.opened_at, c.changed_at
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

  /** A result {@code r} as the file of a case has it. */
  String SCORE =
      """
      select r.entry_index as index, r.result, r.model, r.revision, r.parameters, r.benchmark,
             r.task, r.metric, r.value, r.protocol, encode(r.settings, 'hex') as settings,
             r.submitter, r.relation, r.suspicion, r.verdict,
             r.superseded_by is not null as superseded, r.withdrawn_by is not null as withdrawn,
             r.received_at
      """;

  /** What {@code v} says on a case; its words come from the envelope. */
  String EVENT =
      """
      select v.entry_index as index, v.kind, v.submitter, v.on_behalf as on_behalf_of,
             array_to_string(v.organisations, ' ') as organisations, v.outcome,
             array_to_string(v.checks, ' ') as checks, v.settles, v.superseded_by, v.received_at,
             cast(null as text) as text, '' as links
      """;

  /** Which cases are wanted. */
  String WANTED =
      """
      where (cast(:state as text) is null or c.state = :state)
      and (cast(:namespace as text) is null or starts_with(c.model, :namespace || '/'))
      and (cast(:assignee as text) is null or c.assignee = :assignee)
      and (cast(:ofCause as text) is null or c.cause = :ofCause)
      and (cast(:benchmark as text) is null
           or exists (
             select 1
             from review_case_result n
             join result r on r.entry_index = n.entry_index and r.result = n.result
             where n.opening = c.opening and n.cause = c.cause and r.benchmark = :benchmark))
      """;

  /**
   * Expected harm first; behind the case {@code afterOpening}, {@code afterCause} of priority
   * {@code behind}. The first bound is for the index, the second tells cases of that priority
   * apart.
   */
  @Query(
      CASE
          + WANTED
          + """
          and c.priority <= :behind
          and (c.priority < :behind or (c.opening, c.cause) > (:afterOpening, :afterCause))
          order by c.priority desc, c.opening, c.cause
          limit :limit
          """)
  List<CaseSummary> byPriority(
      Instant now,
      @Nullable String state,
      @Nullable String namespace,
      @Nullable String assignee,
      @Nullable String ofCause,
      @Nullable String benchmark,
      BigDecimal behind,
      long afterOpening,
      String afterCause,
      int limit);

  /** Those before a case in the order of {@link #byPriority}, the nearest first. */
  @Query(
      CASE
          + """
          where c.state = :state
          and c.priority >= :before
          and (c.priority > :before or (c.opening, c.cause) < (:beforeOpening, :beforeCause))
          order by c.priority, c.opening desc, c.cause desc
          limit 1
          """)
  Optional<CaseSummary> justBefore(
      Instant now, String state, BigDecimal before, long beforeOpening, String beforeCause);

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
      @Nullable String ofCause,
      @Nullable String benchmark,
      long afterOpening,
      String afterCause,
      int limit);

  /** Those about results of one entry, the oldest first, 20 at most. */
  @Query(
      CASE
          + """
          where (c.opening, c.cause) in (
            select f.opening, f.cause from review_case_result f where f.entry_index = :entry
          )
          order by c.opening, c.cause
          limit 20
          """)
  List<CaseSummary> ofEntry(Instant now, long entry);

  /** The most suspicious result of each case that those entries opened. */
  @Query(
      """
      select c.opening || '-' || c.cause as id, t.entry_index as index, t.result, t.benchmark,
             t.benchmark_version, t.task, t.metric, t.value, t.protocol, t.k, t.parameters,
             t.benchmarks
      from review_case c
      join lateral (
        select o.*, count(*) filter (where o.nth = 1) over () as benchmarks
        from (select r.*, row_number() over (partition by r.benchmark order by r.result) as nth
              from (select n.entry_index, n.result
                    from review_case_result n
                    where n.opening = c.opening and n.cause = c.cause
                    order by n.entry_index, n.result
                    limit 200) f
              join result r on r.entry_index = f.entry_index and r.result = f.result) o
        order by o.suspicion desc nulls last, o.task nulls first, o.entry_index, o.result
        limit 1
      ) t on true
      where c.opening = any (cast(string_to_array(:openings, ',') as bigint[]))
      """)
  List<CaseHeadline> headlines(String openings);

  /** How many cases there are in each state. */
  @Query(
      """
      select s.state, count(*) as cases
      from (
        select case when c.state = 'open' and g.assignee is not null then 'assigned' else c.state end
                 as state
        from review_case c
        left join case_assignment g
          on g.opening = c.opening and g.cause = c.cause and g.until > :now
      ) s
      group by s.state
      """)
  List<StateCount> counts(Instant now);

  /** Benchmarks of undecided cases, those of most cases first. */
  @Query(
      """
      select r.benchmark
      from (select c.opening, c.cause
            from review_case c
            where c.state <> 'decided'
            order by c.priority desc
            limit 1000) c
      join lateral (
        select n.entry_index, n.result
        from review_case_result n
        where n.opening = c.opening and n.cause = c.cause
        limit 20) n on true
      join result r on r.entry_index = n.entry_index and r.result = n.result
      group by r.benchmark
      order by count(distinct (c.opening, c.cause)) desc, r.benchmark
      limit 20
      """)
  List<String> benchmarks();

  @Query(CASE + "where c.opening = :opening and c.cause = :cause")
  Optional<CaseSummary> find(Instant now, long opening, String cause);

  /** All that reviewers said and appeals, 200 at most, and 100 more; the newest of each. */
  @Query(
      EVENT
          + """
          from (
            (select e.*
             from review_event e
             where e.opening = :opening
             and e.cause = :cause
             and e.kind in ('opened', 'decision', 'appeal')
             order by e.entry_index desc
             limit 200)
            union all
            (select e.*
             from review_event e
             where e.opening = :opening
             and e.cause = :cause
             and e.kind not in ('opened', 'decision', 'appeal')
             order by e.entry_index desc
             limit 100)
          ) v
          order by v.entry_index
          """)
  List<CaseEvent> events(long opening, String cause);

  @Query(
      EVENT
          + """
          from review_event v
          where v.opening = :opening
          and v.cause = :cause
          and v.entry_index > :after
          order by v.entry_index
          limit :limit
          """)
  List<CaseEvent> events(long opening, String cause, long after, int limit);

  @Query(
      SCORE
          + """
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
      SCORE
          + """
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
      SCORE
          + """
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
      SCORE
          + """
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
      from (select c.outcome
            from review_case c
            where c.submitter = :submitter
            order by c.opening desc
            limit 1000) o
      """)
  CasesOfSubmitter record(String submitter);

  @Query(
      """
      select count(*) as cases,
             count(*) filter (where o.outcome = 'confirmed') as confirmed,
             count(*) filter (where o.outcome = 'cleared') as cleared
      from (select c.* from review_case c order by c.opening desc limit 10000) o
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
          where (c.opening, c.cause) in (
            select d.opening, d.cause
            from review_case d
            where d.cause = :cause
            and d.state = 'decided'
            order by d.changed_at desc, d.opening desc
            limit 1000)
          and c.opening <> :opening
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
      select w.submitter, w.on_behalf as on_behalf_of, count(*) as reported,
             count(o.outcome) as decided, count(*) filter (where o.outcome = 'confirmed') as right
      from (select distinct e.submitter, e.on_behalf
            from review_event e
            where e.opening = :opening and e.cause = :cause and e.kind = 'report'
            order by e.submitter, e.on_behalf
            limit 100) w
      join lateral (
        select distinct n.opening, n.cause
        from (select v.opening, v.cause
              from review_event v
              where v.kind = 'report'
              and v.submitter = w.submitter
              and coalesce(v.on_behalf, '') = coalesce(w.on_behalf, '')
              order by v.opening desc
              limit 1000) n
      ) b on true
      join review_case o on o.opening = b.opening and o.cause = b.cause
      group by w.submitter, w.on_behalf
      order by w.submitter, w.on_behalf
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
      select p."check", p.month, p.confirmed, p.cleared,
             round(p.confirmed::numeric / (p.confirmed + p.cleared), 6) as precision
      from check_precision p
      where p.confirmed + p.cleared > 0
      order by p."check", p.month
      limit 10000
      """)
  List<CheckPrecision> performance();
}
