package org.evalledger.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.CaseGroup;
import org.evalledger.ledger.CaseStanding;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.Timestamp;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Writes which results each case is about and what it makes of their standing: tables {@code
 * review_case_result} and column {@code review} of {@code result}.
 */
final class CaseTables {
  private final Connection connection;
  private final CaseEvents events;
  private final CasePrecision precision;
  private final CasePriority priority;

  CaseTables(Connection connection) {
    this.connection = connection;
    this.events = new CaseEvents(connection);
    this.precision = new CasePrecision(connection);
    this.priority = new CasePriority(connection);
  }

  static void clear(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.addBatch("delete from review_case");
      statement.addBatch("delete from review_case_result");
      statement.addBatch("delete from review_event");
      statement.addBatch("delete from check_precision");
      statement.executeBatch();
    }
  }

  /**
   * Takes in a batch behind its results.
   *
   * @param before the ledger before the batch
   */
  void apply(List<ReadEntry> batch, Ledger before) throws SQLException {
    Ledger ledger = before;
    for (ReadEntry read : batch) {
      Ledger next = ledger.after(read.entry());
      for (CaseId id : next.cases().touched()) {
        changed(id, ledger, next, read.entry());
      }
      priority.passed(read.entry());
      priority.refresh(read.entry().index(), next);
      ledger = next;
    }
  }

  private void changed(CaseId id, Ledger before, Ledger next, LedgerEntry entry)
      throws SQLException {
    Case found = next.cases().find(id).orElseThrow();
    Optional<Case> was = before.cases().find(id);
    // A case may be about very many results, and not every word said on it touches them.
    boolean sameGroup = was.filter(known -> known.group().equals(found.group())).isPresent();
    boolean sameStanding = was.map(Case::standing).equals(Optional.of(found.standing()));
    if (!sameGroup) {
      cover(found);
    }
    if (!sameGroup || !sameStanding) {
      stand(found, entry);
    }
    events.add(found, entry, next);
    precision.follow(id, was, found);
    priority.touched(found, sameGroup, entry, next);
  }

  /** Notes the results that the fold fixed; those it had stay, since a group only ever grows. */
  private void cover(Case found) throws SQLException {
    switch (found.group()) {
      case CaseGroup.SignedBy signed -> cover(found.id(), signed);
      case CaseGroup.Parts(var parts) -> {
        for (CaseGroup.Part part : parts) {
          cover(found.id(), part);
        }
      }
    }
  }

  private void cover(CaseId id, CaseGroup.SignedBy signed) throws SQLException {
    update(
        """
        insert into review_case_result (opening, cause, entry_index, result)
        select ?, ?, r.entry_index, r.result
        from entry_kid k
        join entry e on e.entry_index = k.entry_index
        join result r on r.entry_index = k.entry_index
        where k.kid = ?
        and k.entry_index < ?
        and e.received_at > ?
        on conflict do nothing
        """,
        id.opening().value(),
        id.cause().word(),
        signed.kid().value(),
        id.opening().value(),
        Timestamp.cut(signed.since()).atOffset(ZoneOffset.UTC));
  }

  private void cover(CaseId id, CaseGroup.Part part) throws SQLException {
    List<Integer> named = part.results();
    update(
        """
        insert into review_case_result (opening, cause, entry_index, result)
        select ?, ?, r.entry_index, r.result
        from result r
        where r.entry_index = ?
        and (? or r.result = any (?))
        on conflict do nothing
        """,
        id.opening().value(),
        id.cause().word(),
        part.entry().value(),
        named == null,
        connection.createArrayOf("int", named == null ? new Object[0] : named.toArray()));
  }

  private void stand(Case found, LedgerEntry entry) throws SQLException {
    CaseId id = found.id();
    Cause cause = id.cause();
    String standing = found.standing().map(CaseStanding::word).orElse(null);
    update(
        """
        update review_case_result
        set standing = ?
        where opening = ?
        and cause = ?
        and standing is distinct from ?
        """,
        standing,
        id.opening().value(),
        cause.word(),
        standing);
    update(
        """
        update result r
        set review = w.standing, reviewed_by = ?
        from review_case_result c
        left join lateral (
          select o.standing
          from review_case_result o
          where o.entry_index = c.entry_index
          and o.result = c.result
          and o.standing is not null
          order by array_position(array['refuted', 'disputed', 'under-review'], o.standing)
          limit 1
        ) w on true
        where c.opening = ?
        and c.cause = ?
        and c.entry_index = r.entry_index
        and c.result = r.result
        and r.review is distinct from w.standing
        """,
        entry.index().value(),
        id.opening().value(),
        cause.word());
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    CaseEvents.update(connection, sql, parameters);
  }
}
