package org.evalledger.statement;

/** What is said on one case. */
public sealed interface CaseStatement extends ReviewStatement permits Answer, Appeal, Decision {
  /** The case; its member is {@code case}. */
  CaseReference about();
}
