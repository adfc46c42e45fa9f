package org.evalledger.review;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Where the most suspicious result of a case is today: what led when it was assessed may be
 * ordinary by now, and then it was early rather than wrong.
 *
 * @param alike the newest current results of the same benchmark version, task and metric by other
 *     submitters, 5,000 at most, without those that are under review, disputed or refuted
 * @param beaten how many of them are worse than it
 * @param likeSized how many of them are of models of half to twice its parameters
 * @param likeSizedBeaten how many of those are worse than it
 */
@Introspected
@Serdeable
public record CaseToday(long alike, long beaten, long likeSized, long likeSizedBeaten) {
  static final CaseToday NONE = new CaseToday(0, 0, 0, 0);
}
