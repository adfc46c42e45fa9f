package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/** Reads every metric of every scorer of an Inspect log. */
final class InspectNumbers {
  /** What stands beside a metric and says how sure it is. */
  private static final Set<String> SPREAD = Set.of("stderr", "bootstrap_stderr", "std", "var");

  private static final Pattern PASS = Pattern.compile("pass_at_([1-9][0-9]{0,4})");

  private final Members log;
  private final InspectNames names;
  private final RegisteredBenchmarks registered;
  private final InspectSettings settings;
  private final Gathered gathered;

  InspectNumbers(
      Members log, InspectNames names, RegisteredBenchmarks registered, Gathered gathered) {
    this.log = log;
    this.names = names;
    this.registered = registered;
    this.settings = new InspectSettings(log);
    this.gathered = gathered;
  }

  /**
   * One metric of one scorer.
   *
   * @param score the scorer's object
   * @param name what the log calls the metric
   * @param pointer to its value
   */
  private record Metric(Members score, String name, String pointer) {
    Json value() {
      return score.in("metrics").in(name).get("value").orElseGet(Json::ofNull);
    }

    String reducer() {
      return score.text("reducer").orElse("mean");
    }
  }

  private List<Members> scores() {
    return log.in("results").object().get("scores") instanceof JsonArray(var scores)
        ? scores.stream().map(Members::of).toList()
        : List.of();
  }

  void readAll() {
    for (int i = 0; i < scores().size(); i++) {
      Members score = scores().get(i);
      for (String name : score.in("metrics").names()) {
        if (!SPREAD.contains(name)) {
          String pointer = Fault.child("/results/scores/" + i + "/metrics", name) + "/value";
          read(new Metric(score, name, pointer));
        }
      }
    }
  }

  private void read(Metric metric) {
    Json value = metric.value();
    String taskName = log.in("eval").text("task").orElse("");
    Optional<BenchmarkTask> task = names.task(taskName);
    if (!(value instanceof JsonNumber(String text)) || !Decimal.isDecimal(text)) {
      gathered.leave(metric.pointer(), value, Left.noNumber(value));
    } else if (task.isEmpty()) {
      gathered.leave(
          metric.pointer(),
          value,
          "No registered benchmark or task is called \"" + taskName + "\".");
    } else {
      measured(task.get(), metric)
          .ifPresentOrElse(
              measured -> add(measured, metric, text),
              () -> gathered.leave(metric.pointer(), value, unknownMetric(task.get(), metric)));
    }
  }

  private static String unknownMetric(BenchmarkTask task, Metric metric) {
    return "%s has no registered metric \"%s\".".formatted(task.benchmark(), metric.name());
  }

  /** A reducer makes another number of the same answers, unless it is the mean. */
  private Optional<Measured> measured(BenchmarkTask task, Metric metric) {
    Matcher pass = PASS.matcher(metric.reducer());
    if (pass.matches() && names.has(task, "pass@k")) {
      return Optional.of(
          new Measured(task, "pass@k", Long.valueOf(pass.group(1)), null, variant(metric)));
    }
    String filter = metric.reducer().equals("mean") ? null : Ascii.id(metric.reducer());
    return names
        .metric(task, metric.name())
        .map(
            id -> new Measured(task, id, id.equals("pass@k") ? 1L : null, filter, variant(metric)));
  }

  /** Several scorers may each have an accuracy of their own. */
  private @Nullable String variant(Metric metric) {
    return scores().size() > 1 ? metric.score().text("name").map(Ascii::id).orElse(null) : null;
  }

  private void add(Measured measured, Metric metric, String text) {
    RegisteredMetric facts =
        registered.metric(measured.task().benchmark(), measured.metric()).orElseThrow();
    if (!facts.holds(new BigDecimal(text))) {
      gathered.leave(
          metric.pointer(),
          metric.value(),
          "It lies outside of %s, the range of %s.".formatted(facts.range(), measured.metric()));
      return;
    }
    String id =
        gathered.settings(measured.task().benchmark().benchmark(), settings.of(metric.score()));
    gathered.add(
        measured.key(InspectModel.notRecorded(), id),
        rest(facts, metric, text),
        metric.pointer(),
        metric.value());
  }

  private JsonObject rest(RegisteredMetric facts, Metric metric, String text) {
    Optional<Long> samples = samples(metric);
    var rest = Json.object().put("value", text);
    Members metrics = metric.score().in("metrics");
    Optional<String> stderr = error(metrics, "stderr");
    Optional<String> resampled = error(metrics, "bootstrap_stderr");
    stderr
        .or(() -> resampled)
        .filter(error -> metrics.names().stream().filter(n -> !SPREAD.contains(n)).count() == 1)
        .ifPresent(
            error ->
                rest.put("stderr", error)
                    .put(
                        "stderrMethod",
                        stderr.isPresent() ? method(facts, metric, samples) : "bootstrap"));
    return rest.put(
            "samples", samples.map(n -> written(metric, n)).orElseGet(InspectModel::notRecorded))
        .build();
  }

  private static Optional<String> error(Members metrics, String name) {
    return metrics
        .in(name)
        .number("value")
        .filter(error -> Decimal.isDecimal(error) && !error.startsWith("-"));
  }

  /** Inspect's own error of a mean; over epochs the trials of one item hang together. */
  private String method(RegisteredMetric facts, Metric metric, Optional<Long> samples) {
    Members stderr = metric.score().in("metrics").in("stderr");
    if (epochs() > 1 || stderr.in("params").text("cluster").isPresent()) {
      return "clustered";
    }
    return facts.isProportion() && samples.isPresent() ? "binomial" : "unknown";
  }

  private long epochs() {
    return log.in("eval").in("config").whole("epochs").filter(n -> n > 1).orElse(1L);
  }

  /**
   * A mean over epochs is one of more trials than items, but its trials are no items: it has no
   * number of samples that the arithmetic of proportions holds for.
   */
  private Json written(Metric metric, long items) {
    return epochs() > 1 && metric.reducer().equals("mean")
        ? Unknown.because("%d items, each %d times".formatted(items, epochs()))
        : Json.of(items);
  }

  /**
   * The items that were scored: {@code scored_samples} counts them, {@code completed_samples} runs
   * of items, one for each epoch. {@code dataset.samples} is the size of the set, whatever the run
   * was limited to.
   */
  private Optional<Long> samples(Metric metric) {
    return metric
        .score()
        .whole("scored_samples")
        .or(() -> log.in("results").whole("completed_samples").map(runs -> runs / epochs()))
        .filter(count -> count > 0 && count <= 1_000_000_000);
  }
}
