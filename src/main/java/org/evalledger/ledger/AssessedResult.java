package org.evalledger.ledger;

import java.math.BigDecimal;
import org.evalledger.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment says of one result, in short.
 *
 * @param suspicion 0 to 1 with six decimals; null when nothing was comparable
 * @param verdict what it came to
 */
public record AssessedResult(@Nullable String suspicion, Verdict verdict) {
  /** Whether its suspicion reaches {@code limit}. */
  boolean reaches(BigDecimal limit) {
    return suspicion != null && new BigDecimal(suspicion).compareTo(limit) >= 0;
  }
}
