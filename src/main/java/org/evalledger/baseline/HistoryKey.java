package org.evalledger.baseline;

import org.jspecify.annotations.Nullable;

/** What makes results comparable: the histories are kept by it. */
public sealed interface HistoryKey permits ProtocolKey, BenchmarkKey {
  /** The benchmark's id. */
  String benchmark();

  /** The benchmark's version. */
  String version();

  /** Which part of the benchmark; null for the aggregate. */
  @Nullable String part();

  /** The metric's id, with its k where it has one. */
  String metric();
}
