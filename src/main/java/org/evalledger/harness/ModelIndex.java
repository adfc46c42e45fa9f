package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/**
 * The {@code model-index} of a model card on the Hugging Face Hub: in the card's front matter, or
 * as a YAML file of its own.
 */
final class ModelIndex implements HarnessFormat {
  private static final String KEY = "model-index";
  private static final String FENCE = "---";

  private final ModelIndexNumbers numbers;

  ModelIndex(BuiltInBenchmarks benchmarks, RegisteredBenchmarks registered, HubBenchmarks hub) {
    this.numbers = new ModelIndexNumbers(benchmarks, registered, hub);
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    return frontMatter(file).map(text -> convert(file, text, provenance, overrides));
  }

  /** The YAML that may hold the index; empty where there is none or no index in it. */
  private static Optional<String> frontMatter(HarnessFile file) {
    int end = Math.min(file.content().length(), YamlReader.MAX_CHARACTERS);
    String text = file.content().slice(0, end).utf8().replace("\r\n", "\n");
    String yaml = text;
    if (text.startsWith(FENCE + "\n")) {
      int close = text.indexOf("\n" + FENCE, FENCE.length());
      yaml = close < 0 ? text : text.substring(FENCE.length() + 1, close + 1);
    }
    return yaml.lines().anyMatch(line -> line.startsWith(KEY + ":"))
        ? Optional.of(yaml)
        : Optional.empty();
  }

  private Conversion convert(
      HarnessFile file, String yaml, Provenance provenance, Overrides overrides) {
    return switch (YamlReader.read(yaml)) {
      case YamlReader.NotYaml(var detail) -> new Unreadable(detail);
      case YamlReader.Value(Json json) ->
          Members.of(json).object().get(KEY) instanceof JsonArray(var entries)
              ? convert(file, entries, provenance, overrides)
              : new Unreadable("The model-index is no list of models with results.");
    };
  }

  private Conversion convert(
      HarnessFile file, List<Json> entries, Provenance provenance, Overrides overrides) {
    if (entries.size() != 1) {
      return new Unreadable(
          "The model-index is about %d models; a card is about one.".formatted(entries.size()));
    }
    Members entry = Members.of(entries.getFirst());
    Optional<HubModel> model = model(file, entry, overrides);
    if (model.isEmpty()) {
      return new Unreadable("The card does not say which model it is about; name it yourself.");
    }
    var gathered = new Gathered();
    numbers.readAll(model.get(), entry, Fault.child("", KEY) + "/0/results", gathered);
    JsonObject frame =
        new StatementFrame(provenance, file)
            .evaluation(model.get().json(overrides), HubModel.run(HubModel.notRecorded()), "");
    return gathered.converted(frame);
  }

  /** The repository where the card lies in one as {@code README.md}; else the name it gives. */
  private static Optional<HubModel> model(HarnessFile file, Members entry, Overrides overrides) {
    return HubModel.ofCard(file, overrides)
        .or(
            () ->
                entry
                    .text("name")
                    .map(
                        name ->
                            new HubModel(
                                ModelId.isModelId(name)
                                    ? ModelId.parse(name)
                                    : new ModelId("_", Ascii.name(name)),
                                Optional.ofNullable(overrides.revision()).map(Ascii::id))));
  }
}
