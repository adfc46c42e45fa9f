package org.evalledger.ledger;

/** What a case makes of the standing of its results; the first that applies comes first. */
public enum CaseStanding {
  /** Two reviewers confirmed it. */
  REFUTED("refuted"),
  /** One reviewer confirmed it, or the lab appealed against the confirmation. */
  DISPUTED("disputed"),
  /** It is open. */
  UNDER_REVIEW("under-review");

  private final String word;

  CaseStanding(String word) {
    this.word = word;
  }

  /** The standing as scores tell it. */
  public String word() {
    return word;
  }
}
