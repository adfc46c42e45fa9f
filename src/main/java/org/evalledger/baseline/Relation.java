package org.evalledger.baseline;

/** How the one who states a result stands to its model, as the service derives it. */
public enum Relation {
  /** Somebody else's number, passed on. */
  COLLECTED,
  /** Signed by two submitters, one of whom owns the model's namespace. */
  COLLABORATIVE,
  /** Signed by an owner of the model's namespace. */
  FIRST_PARTY,
  /** Run by somebody who owns nothing of the model. */
  THIRD_PARTY
}
