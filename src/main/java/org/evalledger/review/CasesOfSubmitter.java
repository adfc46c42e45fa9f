package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/**
 * How the cases about a submitter's results ended so far.
 *
 * @param cases how many there were, this one too
 * @param confirmed of them
 * @param cleared of them
 */
@Introspected
@Serdeable
public record CasesOfSubmitter(long cases, long confirmed, long cleared) {
  static final CasesOfSubmitter NONE = new CasesOfSubmitter(0, 0, 0);
}
