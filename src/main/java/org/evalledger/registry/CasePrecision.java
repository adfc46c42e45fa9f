package org.evalledger.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.Proceedings;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Decision.Outcome;

/**
 * Writes table {@code check_precision}: a decided case counts once for each check that one of the
 * decisions in force answers, and for its cause where they name none.
 */
final class CasePrecision {
  private final Connection connection;

  CasePrecision(Connection connection) {
    this.connection = connection;
  }

  /** Brings the counts from what the case was to what it is now; its events are written. */
  void follow(CaseId id, Optional<Case> was, Case now) throws SQLException {
    Optional<Proceedings.Settled> before = was.flatMap(CasePrecision::settled);
    Optional<Proceedings.Settled> after = settled(now);
    if (!before.equals(after)) {
      if (before.isPresent()) {
        count(id, before.get(), -1);
      }
      if (after.isPresent()) {
        count(id, after.get(), 1);
      }
    }
  }

  private static Optional<Proceedings.Settled> settled(Case found) {
    return Optional.ofNullable(found.proceedings().settled());
  }

  private void count(CaseId id, Proceedings.Settled settled, int cases) throws SQLException {
    Object[] votes =
        settled.votes().stream().map(vote -> vote.decision().index().value()).toArray();
    CaseEvents.update(
        connection,
        """
        with voted as (
          select v.checks, v.received_at
          from review_event v
          where v.opening = ?
          and v.cause = ?
          and v.entry_index = any (?)
        ), answered as (
          select distinct k.name
          from voted v
          cross join lateral unnest(v.checks) k(name)
        )
        insert into check_precision ("check", month, confirmed, cleared)
        select a.name, to_char(m.received_at at time zone 'UTC', 'YYYY-MM'), ?, ?
        from (select name from answered
              union all
              select ? where not exists (select 1 from answered)) a
        cross join (select max(received_at) as received_at from voted) m
        on conflict ("check", month) do update
        set confirmed = check_precision.confirmed + excluded.confirmed,
            cleared = check_precision.cleared + excluded.cleared
        """,
        id.opening().value(),
        id.cause().word(),
        connection.createArrayOf("bigint", votes),
        settled.outcome() == Outcome.CONFIRMED ? cases : 0,
        settled.outcome() == Outcome.CLEARED ? cases : 0,
        id.cause().word());
  }
}
