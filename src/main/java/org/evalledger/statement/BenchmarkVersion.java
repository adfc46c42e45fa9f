package org.evalledger.statement;

/**
 * One version of a benchmark.
 *
 * @param benchmark an id; {@code namespace/name} for all but the built-in ones
 * @param version an id
 */
public record BenchmarkVersion(String benchmark, String version)
    implements Comparable<BenchmarkVersion> {
  public BenchmarkVersion {
    Ids.require(benchmark);
    Ids.require(version);
  }

  @Override
  public int compareTo(BenchmarkVersion other) {
    int byBenchmark = benchmark.compareTo(other.benchmark);
    return byBenchmark != 0 ? byBenchmark : version.compareTo(other.version);
  }

  @Override
  public String toString() {
    return benchmark + " version " + version;
  }
}
