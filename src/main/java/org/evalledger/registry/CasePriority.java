package org.evalledger.registry;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Report;
import org.evalledger.statement.Result;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Withdrawal;
import org.jspecify.annotations.Nullable;

/**
 * Expected harm of a case: how likely something is wrong, times how much of a leader the claim is;
 * and its place in the list, in which nobody's cases stand in the way of everybody else's.
 */
final class CasePriority {
  /** Entries between two looks at the first cases of the list. */
  private static final int INTERVAL = 1_024;

  /** Cases that are looked at anew, at most; bounds what that costs the append. */
  private static final int FIRST = 20;

  private final Connection connection;
  private final CasePlaces places;

  CasePriority(Connection connection) {
    this.connection = connection;
    this.places = new CasePlaces(connection);
  }

  /**
   * Follows a case that {@code entry} opened or changed.
   *
   * @param sameGroup whether it is about the same results as before
   */
  void touched(Case found, boolean sameGroup, LedgerEntry entry, Ledger ledger)
      throws SQLException {
    CaseId id = found.id();
    if (entry.statement() instanceof Report) {
      weigh(id, new ReporterWeight(connection).added(found, entry.index()));
    }
    // What joins may stand out more than what opened it, and lead where that did not.
    if (!sameGroup) {
      lead(id, ledger);
    }
    if (entry.statement() instanceof Report) {
      places.reported(found, entry.index());
    }
    if (!sameGroup || !(entry.statement() instanceof ReviewStatement)) {
      measure(id);
    }
    harm(id);
  }

  /** Follows the cases about results that {@code entry} corrects or withdraws. */
  void passed(LedgerEntry entry) throws SQLException {
    switch (entry.statement()) {
      case Withdrawal withdrawal -> passed(List.of(withdrawal.entry().index().value()));
      case Evaluation evaluation -> passed(superseded(evaluation));
      default -> {}
    }
  }

  private static List<Long> superseded(Evaluation evaluation) {
    return evaluation.results().stream()
        .map(Result::supersedes)
        .flatMap(named -> Optional.ofNullable(named).stream())
        .map(named -> named.entry().index().value())
        .distinct()
        .toList();
  }

  private void passed(List<Long> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (var select =
        connection.prepareStatement(
            """
            select distinct c.opening, c.cause
            from review_case_result c
            where c.entry_index = any (?)
            and c.cause <> 'key'
            order by c.opening, c.cause
            """)) {
      select.setArray(1, connection.createArrayOf("bigint", entries.toArray()));
      for (CaseId id : ids(select)) {
        measure(id);
        harm(id);
      }
    }
  }

  /**
   * Looks anew at how leading the first undecided cases are, where {@code entry} is one to do so
   * at: what led when it came is often ordinary a year later.
   */
  void refresh(EntryIndex entry, Ledger ledger) throws SQLException {
    if (entry.value() % INTERVAL != 0) {
      return;
    }
    for (CaseId id : first()) {
      lead(id, ledger);
      harm(id);
    }
  }

  private List<CaseId> first() throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select c.opening, c.cause
            from review_case c
            where c.state <> 'decided'
            order by c.priority desc, c.opening, c.cause
            limit ?
            """)) {
      select.setInt(1, FIRST);
      return ids(select);
    }
  }

  private static List<CaseId> ids(PreparedStatement select) throws SQLException {
    var ids = new ArrayList<CaseId>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(
            new CaseId(new EntryIndex(row.getLong(1)), Cause.of(row.getString(2)).orElseThrow()));
      }
    }
    return ids;
  }

  private void weigh(CaseId id, BigDecimal more) throws SQLException {
    update(
        "update review_case set weight = least(weight + ?, 900) where opening = ? and cause = ?",
        more,
        id.opening().value(),
        id.cause().word());
  }

  /** What its results come to. A key's may be very many and are looked at as it opens, no more. */
  private void measure(CaseId id) throws SQLException {
    update(
        """
        update review_case c
        set suspicion = m.suspicion, current = c.cause = 'key' or m.current
        from (select max(r.suspicion) as suspicion,
                     coalesce(bool_or(r.superseded_by is null and r.withdrawn_by is null), false)
                       as current
              from review_case_result n
              join result r on r.entry_index = n.entry_index and r.result = n.result
              where n.opening = ? and n.cause = ?) m
        where c.opening = ? and c.cause = ?
        """,
        id.opening().value(),
        id.cause().word(),
        id.opening().value(),
        id.cause().word());
  }

  /** The result that says most of a case. */
  private record Telling(
      long entry,
      int result,
      BenchmarkVersion benchmark,
      @Nullable String task,
      String metric,
      BigDecimal value,
      String source) {}

  /** The most suspicious result, and of those the first for a whole benchmark. */
  private Optional<Telling> telling(CaseId id) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select r.entry_index, r.result, r.benchmark, r.benchmark_version, r.task, r.metric,
                   r.value, r.submitter,
                   r.submitter || case when r.relation = 'collected' then ' ' || r.model else '' end
            from review_case_result c
            join result r on r.entry_index = c.entry_index and r.result = c.result
            where c.opening = ? and c.cause = ?
            order by r.suspicion desc nulls last, r.task nulls first, r.entry_index, r.result
            limit 1
            """)) {
      select.setLong(1, id.opening().value());
      select.setString(2, id.cause().word());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        update(
            """
            update review_case
            set submitter = ?, crowd = case when cause = 'report' then crowd else ? || ' ' || cause end
            where opening = ?
            and cause = ?
            """,
            row.getString(8),
            row.getString(9),
            id.opening().value(),
            id.cause().word());
        return Optional.of(
            new Telling(
                row.getLong(1),
                row.getInt(2),
                new BenchmarkVersion(row.getString(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                new BigDecimal(row.getString(7)),
                row.getString(9)));
      }
    }
  }

  /**
   * How leading the claim is: the share that it beats of those who are among the newest 5,000 like
   * results, each with its best. Twenty more that it does not beat are counted in, since where
   * hardly anybody was measured there is not much of a lead. Who submits counts once, or by itself
   * it could outdo its own claim; so do impossible and refuted values not count. Of what a
   * collector passes on each model counts once.
   */
  private void lead(CaseId id, Ledger ledger) throws SQLException {
    Optional<Telling> found = telling(id);
    if (found.isEmpty()) {
      return;
    }
    Telling told = found.get();
    int better =
        switch (ledger
            .benchmark(told.benchmark())
            .flatMap(known -> known.metric(told.metric()))
            .orElseThrow()
            .direction()) {
          case Metric.Direction.Higher() -> 1;
          case Metric.Direction.Lower() -> -1;
          case Metric.Direction.Target target -> 0;
        };
    if (better != 0) {
      lead(id, told, better);
    }
  }

  private void lead(CaseId id, Telling told, int better) throws SQLException {
    String task = told.task();
    // In the order of the index on benchmark, task, metric and entry, also where the task is null.
    update(
        """
        with newest as (
          (select r.*
           from result r
           where r.benchmark = ?
           and r.task = ?
           and r.metric = ?
           order by r.task desc, r.metric desc, r.entry_index desc, r.result desc
           limit 5000)
          union all
          (select r.*
           from result r
           where ?::text is null
           and r.benchmark = ?
           and r.task is null
           and r.metric = ?
           order by r.task desc, r.metric desc, r.entry_index desc, r.result desc
           limit 5000)
        ), best as (
          select max(n.value::numeric * ?) as value
          from newest n
          where n.benchmark_version = ?
          and n.superseded_by is null
          and n.withdrawn_by is null
          and n.verdict <> 'inconsistent'
          and n.review is distinct from 'refuted'
          and n.submitter || case when n.relation = 'collected' then ' ' || n.model else '' end <> ?
          group by n.submitter, case when n.relation = 'collected' then n.model end
        )
        update review_case
        set ahead = (select (count(*) filter (where b.value < ?))::numeric / (count(*) + 20)
                     from best b)
        where opening = ? and cause = ?
        """,
        told.benchmark().benchmark(),
        task,
        told.metric(),
        task,
        told.benchmark().benchmark(),
        told.metric(),
        better,
        told.benchmark().version(),
        told.source(),
        told.value().multiply(BigDecimal.valueOf(better)),
        id.opening().value(),
        id.cause().word());
  }

  private void harm(CaseId id) throws SQLException {
    update(
        """
        update review_case
        set harm = case when not current then 0 else (0.5 + 0.5 * ahead) * case cause
              when 'inconsistent' then 0.9
              when 'key' then 0.9
              when 'correction' then 0.9
              when 'reproduction' then greatest(0.8, coalesce(suspicion, 0))
              when 'suspicion' then coalesce(suspicion, 0)
              else least(0.9, 0.2 + 0.2 * weight)
            end end,
            waits = waits and state <> 'decided'
        where opening = ? and cause = ?
        """,
        id.opening().value(),
        id.cause().word());
    places.place(id);
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    CaseEvents.update(connection, sql, parameters);
  }
}
