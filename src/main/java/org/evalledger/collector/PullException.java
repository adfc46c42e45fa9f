package org.evalledger.collector;

import java.io.Serial;

/** A place cannot be read; the message says what is wrong, for a person. */
public final class PullException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  PullException(String sentence) {
    super(sentence);
  }

  PullException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
