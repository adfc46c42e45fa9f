package org.evalledger.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/**
 * The statement that a file of one format is being turned into. Every number that the format's
 * reader passes here becomes a result or is left with a reason.
 */
final class Draft {
  private static final long MAX_SHOTS = 1_000_000;

  private final String format;
  private final BuiltInBenchmarks benchmarks;
  private final SettingsIds settings = new SettingsIds();
  private final List<JsonObject> results = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<JsonObject> keys = new HashSet<>();

  /**
   * @param format its name, for reasons
   */
  Draft(String format, BuiltInBenchmarks benchmarks) {
    this.format = format;
    this.benchmarks = benchmarks;
  }

  /** What the format does not record. */
  Json unknown() {
    return Unknown.notRecordedBy(format);
  }

  /** The value, or what the format does not record. */
  Json orUnknown(Optional<?> value) {
    return switch (value.orElse(null)) {
      case null -> unknown();
      case Json json -> json;
      case Long number -> Json.of(number);
      case Object other -> Json.of(String.valueOf(other));
    };
  }

  /** Examples in the prompt, as many as there can be. */
  Json shots(Optional<Long> shots) {
    return orUnknown(shots.filter(number -> number >= 0 && number <= MAX_SHOTS));
  }

  /** Settings of a format that says little of them: unknown but what is given. */
  JsonObject littleKnown(Optional<Long> shots, JsonObject hyperparameters) {
    return Json.object()
        .put("shots", shots(shots))
        .put("seed", unknown())
        .put("promptTemplate", unknown())
        .put("hyperparameters", hyperparameters.members().isEmpty() ? unknown() : hyperparameters)
        .build();
  }

  /** The id of settings that are the same for all results that name it. */
  String settings(String wanted, JsonObject value) {
    return settings.idFor(value, wanted);
  }

  /** The decimal that {@code written} is; one that is none is left. */
  Optional<String> decimal(String pointer, Json written) {
    if (written instanceof JsonNumber(String text) && Decimal.isDecimal(text)) {
      return Optional.of(text);
    }
    leave(pointer, written, Left.noNumber(written));
    return Optional.empty();
  }

  void leave(String pointer, Json written, String why) {
    left.add(Left.of(pointer, written, why));
  }

  /** Says that nothing registered is called {@code name}. */
  void leaveUnregistered(String pointer, Json written, String name) {
    leave(pointer, written, "No registered benchmark or task is called \"" + name + "\".");
  }

  /**
   * A result, unless nobody registered its metric or the file has it already.
   *
   * @param pointer where it stands in the file
   * @param written how
   */
  void add(
      String pointer, Json written, Measurement measurement, String settings, Figures figures) {
    var benchmark = measurement.task().benchmark();
    JsonObject key = measurement.json(settings);
    if (!Decimal.isDecimal(figures.value())) {
      leave(pointer, written, "A result is one decimal of at most 64 characters; this needs more.");
    } else if (measurement.metric().endsWith("@k") && measurement.k() == null) {
      leave(pointer, written, "It does not say how many answers it may choose from.");
    } else if (!benchmarks.metrics(benchmark).contains(measurement.metric())) {
      leave(
          pointer,
          written,
          "%s has no registered metric \"%s\".".formatted(benchmark, measurement.metric()));
    } else if (keys.add(key)) {
      results.add(figures.json(key, unknown()));
    } else {
      leave(pointer, written, "The file gives this task and metric twice under the same settings.");
    }
  }

  List<Left> left() {
    return left;
  }

  /** The statements, whose members but settings and results are in {@code frame}. */
  List<JsonObject> statements(JsonObject frame) {
    return StatementFrame.fill(frame, settings.byId(), results);
  }
}
