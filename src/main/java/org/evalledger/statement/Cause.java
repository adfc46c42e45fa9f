package org.evalledger.statement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a case is opened. */
public enum Cause {
  /** Suspicion from the policy's threshold for {@code flagged}. */
  SUSPICION,
  /** Figures that cannot all be right. */
  INCONSISTENT,
  /** An independent result lies clearly below the owner's claim. */
  REPRODUCTION,
  /** Somebody reported it. */
  REPORT,
  /** A key that signed it was compromised by then. */
  KEY,
  /** It supersedes a result that another case refutes or disputes. */
  CORRECTION;

  private static final List<String> WORDS = Stream.of(values()).map(Cause::word).toList();

  /** The cause as statements and case ids write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Cause read(Value value) {
    return of(value.asWord(WORDS)).orElseThrow();
  }

  /** The cause written {@code word}. */
  public static Optional<Cause> of(String word) {
    return Stream.of(values()).filter(cause -> cause.word().equals(word)).findFirst();
  }
}
