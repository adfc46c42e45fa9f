package org.evalledger.statement;

import java.util.List;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A version of a benchmark, registered.
 *
 * @param header what every statement has
 * @param benchmark which one
 * @param dimension what it says something about, such as {@code knowledge}
 * @param tasks its parts; empty when it has none
 * @param metrics what it measures, at least one
 * @param promptFamilies prompts that make results comparable
 * @param items how many it has, at most 10⁹; null when not known
 * @param aliases other names of the benchmark, by which harnesses call it
 */
public record BenchmarkStatement(
    Header header,
    BenchmarkVersion benchmark,
    String dimension,
    List<Task> tasks,
    List<Metric> metrics,
    List<PromptFamily> promptFamilies,
    @Nullable Long items,
    List<String> aliases)
    implements Statement {
  private static final long MAX_ITEMS = Result.MAX_SAMPLES;

  public BenchmarkStatement {
    tasks = List.copyOf(tasks);
    metrics = List.copyOf(metrics);
    promptFamilies = List.copyOf(promptFamilies);
    aliases = List.copyOf(aliases);
  }

  /** Whether both say the same of the benchmark, whoever says it and when. */
  public boolean saysTheSame(BenchmarkStatement other) {
    return equals(
        new BenchmarkStatement(
            header,
            other.benchmark,
            other.dimension,
            other.tasks,
            other.metrics,
            other.promptFamilies,
            other.items,
            other.aliases));
  }

  /**
   * A part of a benchmark.
   *
   * @param id its name within the benchmark
   * @param items how many it has, at most 10⁹; null when not known
   * @param chance what guessing reaches on it; null when that is the metric's, or not known
   * @param aliases other names, by which harnesses call it
   */
  public record Task(
      String id, @Nullable Long items, @Nullable Decimal chance, List<String> aliases) {
    public Task {
      aliases = List.copyOf(aliases);
    }

    private static Task read(Value value) {
      Fields fields = value.asObject();
      var task =
          new Task(
              fields.required("id", Value::asId),
              fields.optional("items", v -> v.asWhole(1, MAX_ITEMS)),
              fields.optional("chance", Value::asDecimal),
              readAliases(fields));
      fields.close();
      return task;
    }
  }

  /**
   * Prompts that make results comparable.
   *
   * @param id its name within the benchmark
   * @param prompts digests of the prompt templates that belong to it
   */
  public record PromptFamily(String id, List<Sha256> prompts) {
    public PromptFamily {
      prompts = List.copyOf(prompts);
    }

    private static PromptFamily read(Value value) {
      Fields fields = value.asObject();
      var family =
          new PromptFamily(
              fields.required("id", Value::asId),
              fields.required("sha256", v -> v.asList(1, 1_000, Value::asSha256)));
      fields.close();
      return family;
    }
  }

  private static List<String> readAliases(Fields fields) {
    List<String> aliases = fields.optional("aliases", v -> v.asList(0, 1_000, Value::asId));
    return aliases == null ? List.of() : aliases;
  }

  static BenchmarkStatement read(Header header, Fields fields) {
    fields.text("title", 1_000);
    fields.optional("judge", BenchmarkStatement::readJudge);
    fields.knowable("licence", Value::asId);
    fields.required("url", Value::asUrl);
    fields.optional("publishedAt", Value::asDay);
    fields.optional("retiredAt", Value::asDay);
    fields.optional("successor", Value::asId);
    List<PromptFamily> families =
        fields.optional("promptFamilies", v -> v.asList(0, 1_000, PromptFamily::read));
    return new BenchmarkStatement(
        header,
        new BenchmarkVersion(
            fields.required("benchmark", Value::asId),
            fields.required("benchmarkVersion", Value::asId)),
        fields.required("dimension", Value::asId),
        fields.required("tasks", v -> v.asList(0, 10_000, Task::read)),
        fields.required("metrics", v -> v.asList(1, 1_000, Metric::read)),
        families == null ? List.of() : families,
        fields.optional("items", v -> v.asWhole(1, MAX_ITEMS)),
        readAliases(fields));
  }

  /** A model judges: which one, in which version. */
  private static String readJudge(Value value) {
    Fields fields = value.asObject();
    String model = fields.required("model", Value::asId);
    fields.knowable("version", Value::asId);
    fields.close();
    return model;
  }

  @Override
  public StatementType type() {
    return StatementType.BENCHMARK;
  }
}
