package org.evalledger.statement;

import java.util.List;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One number.
 *
 * @param benchmark of which benchmark version
 * @param task of which part of it; null for all of it
 * @param metric what was measured
 * @param filter how answers were taken from outputs; null where the harness has no such thing
 * @param k of {@code pass@k}; null for other metrics
 * @param value on the scale that the metric declares
 * @param stderr standard error of the value; null when not given
 * @param stderrMethod how that was found
 * @param samples how many items were scored, 1 to 10⁹
 * @param split of the data, such as {@code test}; null when not given
 * @param variant what else tells numbers of one task and metric apart; null for nothing
 * @param settings name of the settings in the same statement
 * @param samplesDigest digest of the per-sample file; null when none is offered
 * @param supersedes the earlier result this one corrects; null for none
 */
public record Result(
    BenchmarkVersion benchmark,
    @Nullable String task,
    String metric,
    @Nullable String filter,
    @Nullable Integer k,
    Decimal value,
    @Nullable Decimal stderr,
    StderrMethod stderrMethod,
    Knowable<Long> samples,
    @Nullable String split,
    @Nullable String variant,
    String settings,
    @Nullable SamplesDigest samplesDigest,
    @Nullable ResultReference supersedes) {
  /** Items scored for one result, at most; of no data set are there more, and arithmetic holds. */
  static final long MAX_SAMPLES = 1_000_000_000L;

  /** How a standard error was found. */
  public enum StderrMethod {
    /** √(s(1−s)/(n−1)) or √(s(1−s)/n). */
    BINOMIAL,
    /** From the errors of subtasks. */
    POOLED,
    /** Items fall into groups that hang together. */
    CLUSTERED,
    /** By resampling. */
    BOOTSTRAP,
    /** Not said. */
    UNKNOWN
  }

  /**
   * Digest of a per-sample file.
   *
   * @param sha256 of the uncompressed file
   * @param root RFC 6962 root over its samples
   * @param count of its samples, 1 to 10⁹
   */
  public record SamplesDigest(Sha256 sha256, Sha256 root, long count) {
    private static SamplesDigest read(Value value) {
      Fields fields = value.asObject();
      var digest =
          new SamplesDigest(
              fields.required("sha256", Value::asSha256),
              fields.required("root", Value::asSha256),
              fields.required("count", v -> v.asWhole(1, MAX_SAMPLES)));
      fields.close();
      return digest;
    }
  }

  static Result read(Value value) {
    Fields fields = value.asObject();
    StderrMethod method = fields.optional("stderrMethod", Result::readMethod);
    var result =
        new Result(
            new BenchmarkVersion(
                fields.required("benchmark", Value::asId),
                fields.required("benchmarkVersion", Value::asId)),
            fields.optional("task", Value::asId),
            fields.required("metric", Value::asId),
            fields.optional("filter", Value::asId),
            fields.optional("k", v -> v.asInt(1, 1_000_000)),
            fields.required("value", Value::asDecimal),
            fields.knowableOrNull("stderr", Value::asDecimal).known().orElse(null),
            method == null ? StderrMethod.UNKNOWN : method,
            fields.knowable("samples", v -> v.asWhole(1, MAX_SAMPLES)),
            fields.knowableOrNull("split", Value::asId).known().orElse(null),
            fields.optional("variant", Value::asId),
            fields.required("settings", Value::asId),
            fields.optional("samplesDigest", SamplesDigest::read),
            fields.optional("supersedes", ResultReference::read));
    fields.close();
    return result;
  }

  private static StderrMethod readMethod(Value value) {
    return switch (value.asWord(
        List.of("unknown", "binomial", "pooled", "clustered", "bootstrap"))) {
      case "binomial" -> StderrMethod.BINOMIAL;
      case "pooled" -> StderrMethod.POOLED;
      case "clustered" -> StderrMethod.CLUSTERED;
      case "bootstrap" -> StderrMethod.BOOTSTRAP;
      default -> StderrMethod.UNKNOWN;
    };
  }
}
