package org.evalledger.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of time as people write them: a whole number and its unit. */
final class DurationConverter implements ITypeConverter<Duration> {
  /** What such a text is, for a sentence. */
  static final String WANTED = "a whole number with its unit, such as 90s, 10m, 2h, 7d";

  DurationConverter() {}

  @Override
  public Duration convert(String text) {
    return read(text).orElseThrow(() -> new TypeConversionException("want " + WANTED));
  }

  /** The duration that {@code text} is, at most some thousand years; empty when it is none. */
  static Optional<Duration> read(String text) {
    if (!text.matches("[0-9]{1,6}[smhd]")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text, 0, text.length() - 1, 10);
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(number);
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}
