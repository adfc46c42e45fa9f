package org.evalledger.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.evalledger.ledger.Case;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.EntryIndex;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in whose way in the list: only a crowd's own cases in that of each other. A crowd is
 * one submitter's cases of one cause, or what one reporter reported.
 */
final class CasePlaces {
  /** Undecided cases of one crowd that come at their full harm. */
  private static final int PLACES = 10;

  /** The undecided cases of most harm in the crowd of a case, as many as have a place. */
  private static final String FIRST =
      """
      with first as (
        select c.opening, c.cause
        from review_case c
        where c.crowd = (select k.crowd from review_case k where k.opening = ? and k.cause = ?)
        and c.state <> 'decided'
        order by c.harm desc, c.opening, c.cause
        limit ?
      )
      """;

  private final Connection connection;

  CasePlaces(Connection connection) {
    this.connection = connection;
  }

  /**
   * Puts a report's case among those of who reported it; all that nobody stands for are one crowd.
   * A case that waits among many of one reporter comes to another who joins and has room for it.
   */
  void reported(Case found, EntryIndex index) throws SQLException {
    String crowd = crowd(found, index);
    update(
        """
        update review_case c
        set crowd = ?
        where c.opening = ?
        and c.cause = ?
        and c.cause = 'report'
        and (c.crowd is null
             or c.waits and (select count(*)
                             from review_case k
                             where k.crowd = ?
                             and k.state <> 'decided'
                             and k.harm >= c.harm) < ?)
        """,
        crowd,
        found.id().opening().value(),
        found.id().cause().word(),
        crowd,
        PLACES);
  }

  /** Whose reports share places with the one in entry {@code index}, the newest on the case. */
  private static String crowd(Case found, EntryIndex index) {
    List<Case.Reported> named = found.reports();
    // No submitter begins with a space: the crowds of those whose results are flagged are others.
    return named.isEmpty() || !named.getLast().report().index().equals(index)
        ? " "
        : " " + named.getLast().voice().reporter();
  }

  /** Gives the places of the case's crowd to its undecided cases of the most harm. */
  void place(CaseId id) throws SQLException {
    long opening = id.opening().value();
    String cause = id.cause().word();
    update(
        FIRST
            + """
            update review_case u
            set waits = false
            from first f
            where u.opening = f.opening
            and u.cause = f.cause
            and u.waits
            """,
        opening,
        cause,
        PLACES);
    update(
        FIRST
            + """
            update review_case u
            set waits = true
            where u.crowd = (select k.crowd from review_case k where k.opening = ? and k.cause = ?)
            and u.state <> 'decided'
            and not u.waits
            and (u.opening, u.cause) not in (select f.opening, f.cause from first f)
            """,
        opening,
        cause,
        PLACES,
        opening,
        cause);
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    CaseEvents.update(connection, sql, parameters);
  }
}
