package org.evalledger.statement;

import java.time.Instant;

/**
 * How a model was measured. Hardware, software and usage are in the envelope; the facts say only
 * whether they are known.
 *
 * @param harness the program that measured
 * @param hardwareKnown whether the statement says what it ran on
 * @param startedAt when the run began
 */
public record Run(Harness harness, boolean hardwareKnown, Knowable<Instant> startedAt) {
  private static final long MAX_TOKENS = 1_000_000_000_000_000_000L;

  /**
   * The program that measured.
   *
   * @param name such as {@code lm-evaluation-harness}
   * @param version its release
   * @param revision its commit
   */
  public record Harness(String name, Knowable<String> version, Knowable<String> revision) {
    private static Harness read(Value value) {
      Fields fields = value.asObject();
      var harness =
          new Harness(
              fields.required("name", Value::asId),
              fields.knowable("version", Value::asId),
              fields.knowable("revision", Value::asId));
      fields.close();
      return harness;
    }
  }

  static Run read(Value value) {
    Fields fields = value.asObject();
    fields.knowableOrNull("software", v -> v.asMap(0, 1_000, s -> s.asDigestOfText(10_000)));
    fields.knowableOrNull("durationSeconds", Value::asDecimal);
    fields.knowableOrNull("usage", Run::readUsage);
    var run =
        new Run(
            fields.required("harness", Harness::read),
            fields.knowable("hardware", Run::readHardware).known().isPresent(),
            fields.knowableOrNull("startedAt", Value::asInstant));
    fields.close();
    return run;
  }

  private static Boolean readHardware(Value value) {
    Fields fields = value.asObject();
    fields.knowable("accelerator", v -> v.asDigestOfText(1_000));
    fields.knowable("count", v -> v.asWhole(0, 100_000_000));
    fields.close();
    return true;
  }

  private static Boolean readUsage(Value value) {
    Fields fields = value.asObject();
    for (String tokens : new String[] {"inputTokens", "outputTokens", "reasoningTokens"}) {
      fields.optional(tokens, v -> v.asWhole(0, MAX_TOKENS));
    }
    fields.optional("costUsd", Value::asDecimal);
    fields.close();
    return true;
  }
}
