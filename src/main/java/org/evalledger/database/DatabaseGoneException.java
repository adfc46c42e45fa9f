package org.evalledger.database;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database cannot be reached, or went away in the middle. Nothing is known about a transaction
 * that was being committed: it may stand. The edge answers 503; whoever caches a state of the
 * database reads it anew.
 */
public final class DatabaseGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * SQLSTATE classes (PostgreSQL, appendix A): 08 connection exception, 53 insufficient resources,
   * 58 system error.
   */
  private static final Set<String> GONE_CLASSES = Set.of("08", "53", "58");

  /** admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped. */
  private static final Set<String> GONE_STATES = Set.of("57P01", "57P02", "57P03", "57P04");

  DatabaseGoneException(Throwable cause) {
    super("the database is gone: " + cause.getMessage(), cause);
  }

  /** Whether {@code error}, from whatever library, comes from a database that is gone. */
  public static boolean isCauseOf(Throwable error) {
    for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (saysGone(cause)) return true;
    }
    return false;
  }

  private static boolean saysGone(Throwable error) {
    return switch (error) {
      case DatabaseGoneException gone -> true;
      case SQLTransientConnectionException poolEmpty -> true;
      case ConnectionException lostInUse -> true;
      case SQLException sql -> saysGone(sql.getSQLState());
      default -> false;
    };
  }

  private static boolean saysGone(@Nullable String state) {
    if (state == null) return false;
    return GONE_STATES.contains(state)
        || (state.length() == 5 && GONE_CLASSES.contains(state.substring(0, 2)));
  }
}
