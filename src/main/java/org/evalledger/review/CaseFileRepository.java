package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;

/** Reads what the file of one case holds. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CaseFileRepository extends GenericRepository<CaseScore, Long> {
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
        where c.opening = o.opening and c.cause = o.cause and starts_with(e.model, :namespace || '/'))
      """)
  CasesOfSubmitter recordOfNamespace(String namespace);

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

  /** Where a result is today among the newest 5,000 of others like it that no case is about. */
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
          and r.review is null and r.submitter <> t.submitter
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
