package org.evalledger.record;

import java.util.Optional;
import java.util.stream.Stream;

/** What an assessment came to; the worst first. */
public enum Verdict {
  /** These figures cannot all be right. */
  INCONSISTENT("inconsistent"),
  /** Suspicion from 0.75. */
  FLAGGED("flagged"),
  /** Suspicion from 0.5. */
  WATCH("watch"),
  /** Nothing to compare with. */
  NOT_COMPARABLE("not-comparable"),
  /** What models of that size reach. */
  PLAUSIBLE("plausible");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The verdict as records write it. */
  public String word() {
    return word;
  }

  /** The worse of the two. */
  public Verdict worse(Verdict other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The verdict written {@code word}. */
  public static Optional<Verdict> of(String word) {
    return Stream.of(values()).filter(verdict -> verdict.word.equals(word)).findFirst();
  }
}
