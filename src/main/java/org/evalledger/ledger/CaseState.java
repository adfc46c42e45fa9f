package org.evalledger.ledger;

/** Where a case is, as the log tells. */
public enum CaseState {
  /** Reviewers are asked. */
  OPEN("open"),
  /** A reviewer asked for evidence or a reproduction, and the lab has not answered since. */
  WAITING_FOR_LAB("waiting-for-lab"),
  /** Reviewers have decided. */
  DECIDED("decided");

  private final String word;

  CaseState(String word) {
    this.word = word;
  }

  /** The state as readers see it. */
  public String word() {
    return word;
  }
}
