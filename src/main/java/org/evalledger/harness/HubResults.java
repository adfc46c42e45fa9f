package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/**
 * Results that a model's repository on the Hugging Face Hub declares: {@code .eval_results/*.yaml},
 * a list of {@code dataset}, {@code value}, {@code date}, {@code source} and {@code notes}; or the
 * Hub's own answer about them, a list with each of these under {@code data}.
 */
final class HubResults implements HarnessFormat {
  private final RegisteredBenchmarks registered;
  private final HubBenchmarks hub;

  HubResults(RegisteredBenchmarks registered, HubBenchmarks hub) {
    this.registered = registered;
    this.hub = hub;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (file.content().length() > YamlReader.MAX_CHARACTERS) {
      return Optional.empty();
    }
    String text = file.content().utf8();
    if (text.strip().startsWith("[")) {
      return json(file).map(list -> convert(file, list.items(), provenance, overrides));
    }
    if (!text.contains("dataset:") || text.startsWith("---") || text.strip().startsWith("{")) {
      return Optional.empty();
    }
    return switch (YamlReader.read(text)) {
      case YamlReader.NotYaml(var detail) ->
          file.name().matches(".*\\.ya?ml")
              ? Optional.of(new Unreadable(detail))
              : Optional.empty();
      case YamlReader.Value(JsonArray(var items)) when areEntries(items) ->
          Optional.of(convert(file, items, provenance, overrides));
      case YamlReader.Value other -> Optional.empty();
    };
  }

  private static Optional<JsonArray> json(HarnessFile file) {
    return file.json() instanceof LooseJson.Value(JsonArray(var items))
            && !items.isEmpty()
            && items.stream().allMatch(item -> isEntry(Members.of(item).in("data")))
        ? Optional.of(new JsonArray(items))
        : Optional.empty();
  }

  private static boolean areEntries(List<Json> items) {
    return !items.isEmpty() && items.stream().map(Members::of).allMatch(HubResults::isEntry);
  }

  private static boolean isEntry(Members entry) {
    return entry.in("dataset").has("id") && entry.has("value");
  }

  private Conversion convert(
      HarnessFile file, List<Json> entries, Provenance provenance, Overrides overrides) {
    Optional<HubModel> model = HubModel.ofResults(file, overrides);
    if (model.isEmpty()) {
      return new Unreadable(
          "The file does not say which model's results these are; name it yourself.");
    }
    var gathered = new Gathered();
    for (int i = 0; i < entries.size(); i++) {
      Members item = Members.of(entries.get(i));
      boolean wrapped = item.has("data") && !item.has("dataset");
      Members entry = wrapped ? item.in("data") : item;
      read(model.get(), entry, "/" + i + (wrapped ? "/data/value" : "/value"), gathered);
    }
    JsonObject frame =
        new StatementFrame(provenance, file)
            .evaluation(model.get().json(overrides), HubModel.run(startedAt(entries)), "");
    return gathered.converted(frame);
  }

  /** When the one run was, where all entries say the same. */
  private static Json startedAt(List<Json> entries) {
    List<String> dates =
        entries.stream()
            .map(Members::of)
            .map(entry -> entry.has("dataset") ? entry : entry.in("data"))
            .map(entry -> entry.text("date").orElse(""))
            .distinct()
            .toList();
    return Optional.of(dates)
        .filter(all -> all.size() == 1)
        .flatMap(all -> UnixTime.parse(all.getFirst()))
        .map(time -> Json.of(time.toString()))
        .orElseGet(HubModel::notRecorded);
  }

  private void read(HubModel model, Members entry, String pointer, Gathered gathered) {
    Json value = entry.get("value").orElseGet(Json::ofNull);
    Optional<String> other =
        entry.in("source").text("url").flatMap(url -> OtherModelsCard.at(url, model.id()));
    if (!(value instanceof JsonNumber(String text)) || !Decimal.isDecimal(text)) {
      gathered.leave(pointer, value, Left.noNumber(value));
    } else if (other.isPresent()) {
      gathered.leave(pointer, value, OtherModelsCard.why(other.get()));
    } else {
      measured(entry)
          .ifPresentOrElse(
              measured -> add(measured, entry, text, pointer, gathered),
              () -> gathered.leave(pointer, value, unknown(entry)));
    }
  }

  private Optional<Measured> measured(Members entry) {
    Members dataset = entry.in("dataset");
    return hub.find(dataset.text("id").orElse(""), dataset.text("task_id").orElse(""));
  }

  private static String unknown(Members entry) {
    Members dataset = entry.in("dataset");
    return "No registered benchmark is the task \"%s\" of the data set \"%s\"."
        .formatted(dataset.text("task_id").orElse(""), dataset.text("id").orElse(""));
  }

  private void add(
      Measured measured, Members entry, String text, String pointer, Gathered gathered) {
    RegisteredMetric metric =
        registered.metric(measured.task().benchmark(), measured.metric()).orElseThrow();
    Json written = new JsonNumber(text);
    switch (scale(metric, entry, new BigDecimal(text))) {
      case Rescaled.Untold(var why) -> gathered.leave(pointer, written, why);
      case Rescaled.Certain scale when !metric.holds(new BigDecimal(scale.value(text))) ->
          gathered.leave(
              pointer, written, "It lies outside of %s as a fraction.".formatted(metric.range()));
      case Rescaled.Certain scale ->
          gathered.add(
              measured.key(
                  HubModel.notRecorded(),
                  gathered.settings(measured.task().benchmark().benchmark(), settings(entry))),
              Json.object()
                  .put("value", scale.value(text))
                  .put("samples", HubModel.notRecorded())
                  .build(),
              pointer,
              written);
    }
  }

  /** A ledger's own export writes fractions as percentages, whatever their size. */
  private static Rescaled scale(RegisteredMetric metric, Members entry, BigDecimal value) {
    return entry.in("source").text("name").filter(HubResultsWriter::isOwnName).isPresent()
        ? new Rescaled.Certain(metric.isFraction())
        : Rescaled.byValue(metric, value);
  }

  /** Notes such as "No tools" tell settings apart, and so does the data set's revision. */
  private static JsonObject settings(Members entry) {
    var known = Json.object();
    entry.text("notes").ifPresent(notes -> known.put("notes", notes));
    entry.in("dataset").text("revision").ifPresent(r -> known.put("datasetRevision", r));
    return hubSettings(known.build());
  }

  /** Settings of which the Hub's formats say no more than {@code known}. */
  static JsonObject hubSettings(JsonObject known) {
    return Json.object()
        .put("shots", HubModel.notRecorded())
        .put("seed", HubModel.notRecorded())
        .put("promptTemplate", HubModel.notRecorded())
        .put("hyperparameters", known.members().isEmpty() ? HubModel.notRecorded() : known)
        .build();
  }
}
