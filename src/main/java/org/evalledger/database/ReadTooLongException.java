package org.evalledger.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A public read did not get through in its time. The edge answers 503. */
public final class ReadTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** SQLSTATE query_canceled (PostgreSQL, appendix A), which the time limit ends with. */
  private static final String CANCELED = "57014";

  ReadTooLongException() {
    super("a public read waited too long");
  }

  /** Whether {@code error} comes from a read that took too long. */
  public static boolean isCauseOf(Throwable error) {
    for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ReadTooLongException
          || (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
