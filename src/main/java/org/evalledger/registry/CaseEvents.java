package org.evalledger.registry;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.CaseStanding;
import org.evalledger.ledger.Cases;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.Proceedings;
import org.evalledger.ledger.Voice;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Decision;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Report;
import org.evalledger.statement.ReviewStatement;
import org.jspecify.annotations.Nullable;

/** Writes tables {@code review_case}, but for its order, and {@code review_event}. */
final class CaseEvents {
  private final Connection connection;

  CaseEvents(Connection connection) {
    this.connection = connection;
  }

  /** Notes what {@code entry} made of a case; {@code ledger} is the state behind it. */
  void add(Case found, LedgerEntry entry, Ledger ledger) throws SQLException {
    event(found, entry, ledger);
    keep(found, entry, ledger);
  }

  private void event(Case found, LedgerEntry entry, Ledger ledger) throws SQLException {
    ReviewStatement said = entry.statement() instanceof ReviewStatement spoken ? spoken : null;
    Decision decision = said instanceof Decision decided ? decided : null;
    Proceedings.Settled settled = found.proceedings().settled();
    for (EntryReference replaced : found.proceedings().replaced()) {
      update(
          connection,
          """
          update review_event
          set superseded_by = ?
          where opening = ? and cause = ? and entry_index = ?
          """,
          entry.index().value(),
          found.id().opening().value(),
          found.id().cause().word(),
          replaced.index().value());
    }
    update(
        connection,
        """
        insert into review_event (opening, cause, entry_index, kind, submitter, on_behalf,
                                  organisations, outcome, checks, settles, received_at, state, standing)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        found.id().opening().value(),
        found.id().cause().word(),
        entry.index().value(),
        kind(found, entry),
        entry.record().submitter().value(),
        said == null ? null : person(said.onBehalfOf()),
        texts(organisations(entry, said, ledger)),
        outcome(said),
        texts(decision == null ? List.of() : decision.checks()),
        settled != null && settled.decision().index().equals(entry.index()),
        entry.record().receivedAt().atOffset(ZoneOffset.UTC),
        found.proceedings().state().word(),
        found.standing().map(CaseStanding::word).orElse(null));
  }

  private static String kind(Case found, LedgerEntry entry) {
    boolean said = entry.statement() instanceof ReviewStatement;
    boolean opens = found.id().opening().equals(entry.index());
    return opens && !said ? "opened" : entry.statement().type().word();
  }

  private static @Nullable String outcome(@Nullable ReviewStatement said) {
    if (said instanceof Decision decision) {
      return decision.outcome().word();
    }
    return said instanceof Report report ? report.kind().word() : null;
  }

  private static @Nullable String person(@Nullable OnBehalfOf whom) {
    return whom == null ? null : Voice.Person.of(whom).name();
  }

  /** For whom a report counts, beside its submitter, as the table says it; empty for itself. */
  static String person(Voice voice) {
    Voice.Person person = voice.person();
    return person == null ? "" : person.name();
  }

  private static SortedSet<String> organisations(
      LedgerEntry entry, @Nullable ReviewStatement said, Ledger ledger) {
    OnBehalfOf whom = said == null ? null : said.onBehalfOf();
    if (whom != null) {
      String organisation = whom.organisation();
      return new TreeSet<>(organisation == null ? List.of() : List.of(organisation));
    }
    var all = new TreeSet<String>();
    ledger
        .submitter(entry.record().submitter())
        .ifPresent(
            known -> {
              all.add(known.organisation());
              all.addAll(known.affiliations());
            });
    return all;
  }

  private Array texts(Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private void keep(Case found, LedgerEntry entry, Ledger ledger) throws SQLException {
    CaseId id = found.id();
    Proceedings.Settled settled = found.proceedings().settled();
    update(
        connection,
        """
        insert into review_case (opening, cause, state, standing, outcome, opened_at, changed_at,
                                 reports, weight, policy, alert, ahead, harm)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0, cast(? as bigint), ?, 0, 0)
        on conflict (opening, cause) do update
        set state = excluded.state, standing = excluded.standing, outcome = excluded.outcome,
            changed_at = excluded.changed_at, reports = excluded.reports
        """,
        id.opening().value(),
        id.cause().word(),
        found.proceedings().state().word(),
        found.standing().map(CaseStanding::word).orElse(null),
        settled == null ? null : settled.outcome().word(),
        found.openedAt().atOffset(ZoneOffset.UTC),
        entry.record().receivedAt().atOffset(ZoneOffset.UTC),
        found.reports().size() + found.anonymous(),
        ledger.policy().map(policy -> policy.index().value()).orElse(null),
        Cases.alert(ledger));
  }

  static void update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] == null) {
          statement.setNull(i + 1, Types.VARCHAR);
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      statement.executeUpdate();
    }
  }
}
