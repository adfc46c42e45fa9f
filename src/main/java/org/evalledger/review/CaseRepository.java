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

/** Reads which cases there are. */
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
      select c.opening || '-' || c.cause as id, t.entry_index as index, t.result, t.submitter, t.benchmark,
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
}
