package org.evalledger.database;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message is a sentence that says why and what to do. */
public final class DatabaseStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseStartException(String sentence) {
    this(sentence, null);
  }

  DatabaseStartException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
