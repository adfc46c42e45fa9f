package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/** Reads every metric of a model card's index. */
final class ModelIndexNumbers {
  /**
   * {@code 20.0 ± 1.2}, {@code 0.91 (+/- 0.02)}, {@code 57.3%}: of what the spread is, none says.
   */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*(?<value>[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?)\\s*(?<percent>%)?"
              + "(?:\\s*\\(?\\s*(?:±|\\+/-|\\+-)\\s*(?<spread>[0-9]+(?:\\.[0-9]+)?)\\s*%?\\s*\\)?)?"
              + "\\s*(?<after>%)?\\s*");

  private static final Pattern PASS = Pattern.compile("pass@([1-9][0-9]{0,4})");
  private static final Map<String, String> RENAMED = Map.of("accuracy", "acc");

  private final BuiltInBenchmarks benchmarks;
  private final RegisteredBenchmarks registered;
  private final HubBenchmarks hub;

  ModelIndexNumbers(
      BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered, HubBenchmarks hub) {
    this.benchmarks = benchmarks;
    this.registered = registered;
    this.hub = hub;
  }

  /**
   * A value as a card writes it.
   *
   * @param value the number alone
   * @param percent whether a percent sign stands behind it
   * @param spread what stands behind ±; null for nothing
   */
  private record Written(String value, boolean percent, @Nullable String spread) {
    static Optional<Written> parse(Json json) {
      String text =
          switch (json) {
            case JsonNumber(var number) -> number;
            case JsonString(var string) -> string;
            default -> "";
          };
      Matcher written = WRITTEN.matcher(text);
      if (text.length() > 100 || !written.matches()) {
        return Optional.empty();
      }
      String value = written.group("value").replaceFirst("^\\+", "");
      boolean percent = written.group("percent") != null || written.group("after") != null;
      return Decimal.isDecimal(value)
          ? Optional.of(new Written(value, percent, written.group("spread")))
          : Optional.empty();
    }
  }

  void readAll(HubModel model, Members entry, String pointer, Gathered gathered) {
    if (!(entry.object().get("results") instanceof JsonArray(var results))) {
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      Members result = Members.of(results.get(i));
      if (result.object().get("metrics") instanceof JsonArray(var metrics)) {
        for (int j = 0; j < metrics.size(); j++) {
          String at = pointer + "/" + i + "/metrics/" + j + "/value";
          read(model, result, Members.of(metrics.get(j)), at, gathered);
        }
      }
    }
  }

  private void read(
      HubModel model, Members result, Members metric, String pointer, Gathered gathered) {
    Json value = metric.get("value").orElseGet(Json::ofNull);
    Optional<Written> written = Written.parse(value);
    Optional<BenchmarkTask> task = task(result.in("dataset"));
    Optional<String> other =
        result.in("source").text("url").flatMap(url -> OtherModelsCard.at(url, model.id()));
    if (written.isEmpty()) {
      gathered.leave(pointer, value, "There is no value: the card says " + value.shown() + ".");
    } else if (other.isPresent()) {
      gathered.leave(pointer, value, OtherModelsCard.why(other.get()));
    } else if (task.isEmpty()) {
      gathered.leave(pointer, value, unknown(result.in("dataset")));
    } else {
      measured(task.get(), metric)
          .ifPresentOrElse(
              measured -> add(measured, written.get(), result, metric, pointer, gathered),
              () ->
                  gathered.leave(
                      pointer,
                      value,
                      "%s has no registered metric \"%s\"."
                          .formatted(task.get().benchmark(), metric.text("type").orElse(""))));
    }
  }

  private Optional<BenchmarkTask> task(Members dataset) {
    String type = dataset.text("type").orElse("");
    return hub.task(type, dataset.text("config").orElse("default"))
        .or(() -> benchmarks.resolve(Ascii.id(type)))
        .or(() -> benchmarks.resolve(Slug.of(type)))
        .or(() -> dataset.text("name").flatMap(name -> benchmarks.resolve(Slug.of(name))));
  }

  private static String unknown(Members dataset) {
    return "No registered benchmark is called \"%s\"."
        .formatted(dataset.text("type").or(() -> dataset.text("name")).orElse(""));
  }

  private Optional<Measured> measured(BenchmarkTask task, Members metric) {
    String type = metric.text("type").orElse("");
    Matcher pass = PASS.matcher(type);
    String id = pass.matches() ? "pass@k" : RENAMED.getOrDefault(type, type);
    return registered
        .metric(task.benchmark(), id)
        .map(
            known ->
                new Measured(
                    task, id, pass.matches() ? Long.valueOf(pass.group(1)) : null, null, null));
  }

  private void add(
      Measured measured,
      Written written,
      Members result,
      Members metric,
      String pointer,
      Gathered gathered) {
    RegisteredMetric facts =
        registered.metric(measured.task().benchmark(), measured.metric()).orElseThrow();
    Json value = metric.get("value").orElseGet(Json::ofNull);
    switch (scale(facts, written)) {
      case Rescaled.Untold(var why) -> gathered.leave(pointer, value, why);
      case Rescaled.Certain scale when !facts.holds(new BigDecimal(scale.value(written.value()))) ->
          gathered.leave(pointer, value, "It lies outside of " + facts.range() + ".");
      case Rescaled.Certain scale ->
          gathered.add(
              measured.key(
                  split(result.in("dataset")),
                  gathered.settings(
                      measured.task().benchmark().benchmark(), settings(result, metric, written))),
              Json.object()
                  .put("value", scale.value(written.value()))
                  .put("samples", HubModel.notRecorded())
                  .build(),
              pointer,
              value);
    }
  }

  private static Rescaled scale(RegisteredMetric facts, Written written) {
    return written.percent()
        ? new Rescaled.Certain(facts.isFraction())
        : Rescaled.byValue(facts, new BigDecimal(written.value()));
  }

  private static Json split(Members dataset) {
    return dataset
        .text("split")
        .map(split -> Json.of(Ascii.id(split)))
        .orElseGet(HubModel::notRecorded);
  }

  /** What else the card says of the measurement; a spread, since nobody says of what it is. */
  private static JsonObject settings(Members result, Members metric, Written written) {
    var known = Json.object();
    Members dataset = result.in("dataset");
    dataset.text("revision").ifPresent(revision -> known.put("datasetRevision", revision));
    put(known, "datasetArgs", dataset, "args");
    put(known, "metricConfig", metric, "config");
    put(known, "metricArgs", metric, "args");
    String spread = written.spread();
    if (spread != null) {
      known.put("spread", spread);
    }
    return HubResults.hubSettings(known.build());
  }

  private static void put(Json.ObjectBuilder known, String name, Members from, String written) {
    from.get(written)
        .filter(value -> !(value instanceof Json.JsonNull))
        .ifPresent(value -> known.put(name, ShallowJson.member(value)));
  }
}
