package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.evalledger.harness.EveryEvalNames.Known;
import org.evalledger.harness.EveryEvalNames.NotKnown;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/** Reads every score of an Every Eval Ever record. */
final class EveryEvalNumbers {
  private static final Set<String> EVALUATED_SPLITS = Set.of("test", "validation", "val", "dev");

  private final EveryEvalFile file;
  private final EveryEvalNames names;
  private final RegisteredBenchmarks registered;
  private final EveryEvalSettings settings;
  private final Gathered gathered;

  EveryEvalNumbers(
      EveryEvalFile file,
      EveryEvalNames names,
      RegisteredBenchmarks registered,
      Gathered gathered) {
    this.file = file;
    this.names = names;
    this.registered = registered;
    this.settings = new EveryEvalSettings(file);
    this.gathered = gathered;
  }

  void readAll() {
    for (int i = 0; i < file.results().size(); i++) {
      read(file.results().get(i), "/evaluation_results/" + i + "/score_details/score");
    }
  }

  private void read(Members result, String pointer) {
    Json score = result.in("score_details").get("score").orElseGet(Json::ofNull);
    if (!(score instanceof JsonNumber(String text)) || !Decimal.isDecimal(text)) {
      gathered.leave(pointer, score, Left.noNumber(score));
      return;
    }
    if (isOutside(result.in("metric_config"), new BigDecimal(text))) {
      gathered.leave(
          pointer, score, "It lies outside the range that the file itself declares: no score.");
      return;
    }
    Optional<Members> exported = exported(result, text);
    if (exported.isPresent()) {
      takeBack(exported.get(), result, pointer, score);
      return;
    }
    switch (names.find(file.sourceName(), result)) {
      case NotKnown(var why) -> gathered.leave(pointer, score, why);
      case Known(var measured) -> read(result, measured, text, pointer);
    }
  }

  /** What a ledger exported: only while name and score beside it are still the same. */
  private static Optional<Members> exported(Members result, String score) {
    return LedgerNote.read(result.in("metric_config").in("additional_details"), LedgerNote.RESULT)
        .filter(note -> name(note).equals(result.text("evaluation_name").orElse("")))
        .filter(note -> note.text("value").filter(Decimal::isDecimal).isPresent())
        .filter(
            note -> new Decimal(note.text("value").orElseThrow()).sameNumber(new Decimal(score)));
  }

  private static String name(Members note) {
    return note.text("benchmark").orElse("") + note.text("task").map("/"::concat).orElse("");
  }

  private void takeBack(Members note, Members result, String pointer, Json score) {
    var key = Json.object();
    var rest = Json.object();
    note.object().members().forEach((name, value) -> (isOfKey(name) ? key : rest).put(name, value));
    String id = note.text("settings").orElse("settings");
    gathered.add(
        key.put("settings", gathered.settings(id, settings.of(result))).build(),
        rest.build(),
        pointer,
        score);
  }

  private static boolean isOfKey(String name) {
    return switch (name) {
      case "benchmark", "benchmarkVersion", "task", "metric", "filter", "k", "split", "variant" ->
          true;
      default -> false;
    };
  }

  private void read(Members result, Measured measured, String text, String pointer) {
    RegisteredMetric metric =
        registered.metric(measured.task().benchmark(), measured.metric()).orElseThrow();
    Members config = result.in("metric_config");
    Json written = new JsonNumber(text);
    if (pointsTheOtherWay(config, metric)) {
      gathered.leave(
          pointer, written, "The file says the other end is better than the registry does.");
      return;
    }
    Rescaled scale =
        Rescaled.byDeclaration(
            metric,
            bound(config, "min_score"),
            bound(config, "max_score"),
            config.text("metric_unit"));
    switch (scale) {
      case Rescaled.Untold(var why) -> gathered.leave(pointer, written, why);
      case Rescaled.Certain certain -> add(result, measured, certain, written, pointer);
    }
  }

  private static boolean pointsTheOtherWay(Members config, RegisteredMetric metric) {
    return config.object().get("lower_is_better") instanceof JsonBoolean(boolean lower)
        && metric.lowerIsBetter().filter(registered -> registered != lower).isPresent();
  }

  private static boolean isOutside(Members config, BigDecimal value) {
    return bound(config, "min_score").filter(least -> value.compareTo(least) < 0).isPresent()
        || bound(config, "max_score").filter(most -> value.compareTo(most) > 0).isPresent();
  }

  private static Optional<BigDecimal> bound(Members config, String name) {
    return config.number(name).filter(Decimal::isDecimal).map(BigDecimal::new);
  }

  private void add(
      Members result, Measured measured, Rescaled.Certain scale, Json written, String pointer) {
    String id = gathered.settings(measured.task().benchmark().benchmark(), settings.of(result));
    JsonObject rest = rest(result, scale, ((JsonNumber) written).text());
    gathered.add(measured.key(split(result), id), rest, pointer, written);
  }

  private JsonObject rest(Members result, Rescaled.Certain scale, String text) {
    var rest = Json.object().put("value", scale.value(text));
    stderr(result)
        .ifPresent(
            error -> rest.put("stderr", scale.value(error)).put("stderrMethod", method(result)));
    return rest.put(
            "samples",
            EveryEvalSamples.of(file, result).map(Json::of).orElseGet(EveryEvalModel::notRecorded))
        .build();
  }

  private static Optional<String> stderr(Members result) {
    Members uncertainty = result.in("score_details").in("uncertainty");
    return uncertainty
        .in("standard_error")
        .number("value")
        .or(() -> uncertainty.number("standard_error"))
        .filter(error -> Decimal.isDecimal(error) && !error.startsWith("-"));
  }

  private static String method(Members result) {
    String method =
        result
            .in("score_details")
            .in("uncertainty")
            .in("standard_error")
            .text("method")
            .orElse("unknown");
    return switch (method) {
      case "bootstrap", "pooled", "clustered" -> method;
      default -> "unknown";
    };
  }

  /**
   * The split that was scored. {@code train} is what leaderboards' own tables are published under,
   * not what a model was asked.
   */
  private static Json split(Members result) {
    return result
        .in("generation_config")
        .in("additional_details")
        .text("eval_split")
        .or(() -> result.in("source_data").text("hf_split").filter(EVALUATED_SPLITS::contains))
        .map(split -> Json.of(Ascii.id(split)))
        .orElseGet(EveryEvalModel::notRecorded);
  }
}
