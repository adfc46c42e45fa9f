package org.evalledger.suspicion;

/** What an assessment comes to, worst first. */
public enum Verdict {
  /** The figures cannot all be right; no accusation. */
  INCONSISTENT("inconsistent"),
  /** Suspicion at or above the policy's upper threshold. */
  FLAGGED("flagged"),
  /** Suspicion at or above the policy's lower threshold. */
  WATCH("watch"),
  /** Nothing to compare with, size unknown, or a truncated run; and nothing flags. */
  NOT_COMPARABLE("not-comparable"),
  /** What models of its size and profile score. */
  PLAUSIBLE("plausible");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As it stands in records and answers. */
  public String text() {
    return text;
  }

  /** The worse of both. */
  public Verdict worse(Verdict other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
