package org.evalledger.bytes;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of reading a fixed format: its value, or why it is not one. */
public sealed interface Parsed<T> {
  /**
   * The input keeps every rule of its format.
   *
   * @param value what it says
   */
  record Value<T>(T value) implements Parsed<T> {}

  /**
   * The input breaks a rule.
   *
   * @param reason the first broken rule, for a person
   */
  record Malformed<T>(String reason) implements Parsed<T> {}

  /**
   * What {@code reader} returns, or the message of the {@link IllegalArgumentException} it throws.
   */
  static <T> Parsed<T> of(Supplier<T> reader) {
    try {
      return new Value<>(reader.get());
    } catch (IllegalArgumentException e) {
      return new Malformed<>(String.valueOf(e.getMessage()));
    }
  }

  /** The value, if there is one, as {@code change} makes it. */
  default <R> Parsed<R> map(Function<T, R> change) {
    return switch (this) {
      case Value<T> read -> new Value<>(change.apply(read.value));
      case Malformed<T> not -> new Malformed<>(not.reason);
    };
  }

  /**
   * The value, for a caller who knows that there is one.
   *
   * @throws IllegalArgumentException with the reason when there is none
   */
  default T orElseThrow() {
    return switch (this) {
      case Value<T> read -> read.value;
      case Malformed<T> not -> throw new IllegalArgumentException(not.reason);
    };
  }
}
