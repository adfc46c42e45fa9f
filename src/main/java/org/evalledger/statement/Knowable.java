package org.evalledger.statement;

import java.util.Optional;

/** A value that must be given but may truly not be known. */
public sealed interface Knowable<T> {
  /**
   * It is known.
   *
   * @param value what it is
   */
  record Known<T>(T value) implements Knowable<T> {}

  /**
   * It is not known: {@code {"unknown":"why"}} in a statement.
   *
   * @param undisclosed whether somebody knows and does not say
   */
  record Unknown<T>(boolean undisclosed) implements Knowable<T> {}

  /** The value, where it is known. */
  default Optional<T> known() {
    return switch (this) {
      case Known<T>(var value) -> Optional.of(value);
      case Unknown<T> unknown -> Optional.empty();
    };
  }
}
