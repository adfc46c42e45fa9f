package org.evalledger.registry;

import java.sql.Connection;
import java.sql.SQLException;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Expected harm of a case: how likely something is wrong, times how much of a leader the claim is.
 * What led when it came is often ordinary a year later, so that the first of the list are looked at
 * anew as the log grows. All is as of an entry of the log, whatever batch that came in.
 */
final class CasePriority {
  /** Entries between two looks at the first cases of the list. */
  static final int INTERVAL = 256;

  /** Cases that are looked at anew, at most; bounds what one entry can cost. */
  private static final int FIRST = 100;

  private final Connection connection;

  CasePriority(Connection connection) {
    this.connection = connection;
  }

  /** Looks anew at the undecided cases that come first, where {@code entry} is one to do so at. */
  void refresh(EntryIndex entry, Ledger ledger) throws SQLException {
    if (entry.value() % INTERVAL == 0) {
      lead(null, entry, ledger);
      weigh(null);
    }
  }

  /**
   * How leading the claim of a case is: the share of the newest 5,000 like results that it beats,
   * for the most suspicious result of the case, and of those the first for a whole benchmark.
   * Twenty more that it does not beat are counted in: where hardly anybody was measured there is
   * not much of a lead.
   *
   * @param id which; null for the first of the list
   * @param entry as of which
   */
  void lead(@Nullable CaseId id, EntryIndex entry, Ledger ledger) throws SQLException {
    Long opening = id == null ? null : id.opening().value();
    CaseEvents.update(
        connection,
        """
        with wanted as (
          select f.opening, f.cause
          from review_case f
          where (cast(? as bigint) is null and f.state <> 'decided')
          or (f.opening = cast(? as bigint) and f.cause = cast(? as text))
          order by f.priority desc, f.opening, f.cause
          limit ?
        ), told as (
          select distinct on (w.opening, w.cause) w.opening, w.cause, r.benchmark, r.task, r.metric,
                 r.benchmark_version, r.entry_index, r.result, r.value::numeric as claimed,
                 (r.benchmark || ' ' || r.metric) = any (string_to_array(?, E'\\n')) as lower
          from wanted w
          join review_case_result c on c.opening = w.opening and c.cause = w.cause
          join result r on r.entry_index = c.entry_index and r.result = c.result
          order by w.opening, w.cause, r.suspicion desc nulls last, r.task nulls first,
                   r.entry_index, r.result
        ), led as (
          select t.opening, t.cause,
                 sum(case when t.lower then (t.claimed < o.value)::int
                     else (t.claimed > o.value)::int end)::numeric / (count(*) + 20) as ahead
          from told t
          join lateral (
            select r.value::numeric as value
            from result r
            where r.benchmark = t.benchmark
            and r.task is not distinct from t.task
            and r.metric = t.metric
            and r.benchmark_version = t.benchmark_version
            and r.entry_index <= ?
            and (r.superseded_by is null or r.superseded_by > ?)
            and (r.withdrawn_by is null or r.withdrawn_by > ?)
            and (r.entry_index, r.result) <> (t.entry_index, t.result)
            order by r.entry_index desc, r.result desc
            limit 5000
          ) o on true
          group by t.opening, t.cause
        )
        update review_case u
        set ahead = coalesce((select l.ahead
                              from led l
                              where l.opening = u.opening and l.cause = u.cause), 0)
        where (u.opening, u.cause) in (select w.opening, w.cause from wanted w)
        """,
        opening,
        opening,
        id == null ? null : id.cause().word(),
        FIRST,
        lower(ledger),
        entry.value(),
        entry.value(),
        entry.value());
  }

  /** Which way is better only the ledger knows; a target has no leaders. */
  private static String lower(Ledger ledger) {
    return ledger.benchmarks().stream()
        .flatMap(
            known ->
                known.statement().metrics().stream()
                    .filter(metric -> metric.direction() instanceof Metric.Direction.Lower)
                    .map(metric -> known.statement().benchmark().benchmark() + " " + metric.id()))
        .sorted()
        .reduce("", (all, one) -> all + "\n" + one);
  }

  /** The priority of a case; null for all that are not decided. */
  void weigh(@Nullable CaseId id) throws SQLException {
    Long opening = id == null ? null : id.opening().value();
    CaseEvents.update(
        connection,
        """
        update review_case
        set priority = (0.5 + 0.5 * ahead) * case cause
          when 'inconsistent' then 0.9
          when 'key' then 0.9
          when 'correction' then 0.9
          when 'reproduction' then greatest(0.8, coalesce(suspicion, 0))
          when 'suspicion' then coalesce(suspicion, 0)
          else least(0.9, 0.2 + 0.2 * weight)
        end
        where (cast(? as bigint) is null and state <> 'decided')
        or (opening = cast(? as bigint) and cause = cast(? as text))
        """,
        opening,
        opening,
        id == null ? null : id.cause().word());
  }
}
