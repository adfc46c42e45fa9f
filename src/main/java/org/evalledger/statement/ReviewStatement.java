package org.evalledger.statement;

import org.jspecify.annotations.Nullable;

/** What people say about results and cases; the service may say it for somebody signed in. */
public sealed interface ReviewStatement extends Statement permits Report, CaseStatement {
  /** Characters of its free text, at most. */
  int MAX_TEXT = 10_000;

  /** For whom the service says it; null where the submitter speaks for itself. */
  @Nullable OnBehalfOf onBehalfOf();
}
