package org.evalledger.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.Voice;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.EntryIndex;

/**
 * What a report weighs, by its reporter's record when it comes: (right + 1)/(decided + 2) over the
 * cases that it reported before, each once. Who counts as one with an earlier reporter of the case
 * adds nothing, and all reports of nobody in particular weigh together what one newcomer's does.
 */
final class ReporterWeight {
  private static final BigDecimal NEWCOMER = new BigDecimal("0.5");

  private final Connection connection;

  ReporterWeight(Connection connection) {
    this.connection = connection;
  }

  /** What the report in entry {@code index}, the newest on the case, adds. */
  BigDecimal added(Case found, EntryIndex index) throws SQLException {
    List<Case.Reported> named = found.reports();
    if (named.isEmpty() || !named.getLast().report().index().equals(index)) {
      return found.anonymous() == 1 ? NEWCOMER : BigDecimal.ZERO;
    }
    Voice voice = named.getLast().voice();
    boolean counted =
        named.subList(0, named.size() - 1).stream()
            .anyMatch(earlier -> countAsOne(earlier.voice(), voice));
    return counted ? BigDecimal.ZERO : record(found.id(), voice);
  }

  private static boolean countAsOne(Voice one, Voice other) {
    boolean same =
        one.submitter().equals(other.submitter())
            && CaseEvents.person(one).equals(CaseEvents.person(other));
    return same || !Collections.disjoint(one.organisations(), other.organisations());
  }

  private BigDecimal record(CaseId now, Voice voice) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select count(*) filter (where o.outcome = 'confirmed'), count(o.outcome)
            from (
              select distinct b.opening, b.cause
              from (select v.opening, v.cause
                    from review_event v
                    where v.kind = 'report'
                    and v.submitter = ?
                    and coalesce(v.on_behalf, '') = ?
                    order by v.opening desc
                    limit 1000) b
            ) c
            join review_case o on o.opening = c.opening and o.cause = c.cause
            where (o.opening, o.cause) <> (?, ?)
            """)) {
      select.setString(1, voice.submitter().value());
      select.setString(2, CaseEvents.person(voice));
      select.setLong(3, now.opening().value());
      select.setString(4, now.cause().word());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return BigDecimal.valueOf(row.getLong(1) + 1)
            .divide(BigDecimal.valueOf(row.getLong(2) + 2), 6, RoundingMode.HALF_EVEN);
      }
    }
  }
}
