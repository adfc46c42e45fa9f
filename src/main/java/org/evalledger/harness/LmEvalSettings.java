package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;

/** Gathers the settings of a file's tasks, each under its id, equal ones once. */
final class LmEvalSettings {
  private static final List<String> SEEDS = List.of("random", "numpy", "torch", "fewshot");

  private final LmEvalFile file;
  private final JsonObject modelArgs;
  private final SettingsIds ids = new SettingsIds();

  LmEvalSettings(LmEvalFile file, JsonObject modelArgs) {
    this.file = file;
    this.modelArgs = modelArgs;
  }

  /** The id of the settings of the task or group {@code name}. */
  String idFor(String name) {
    Optional<Long> shots = shots(name);
    JsonObject settings = settings(name, shots);
    return ids.idFor(settings, wantedId(name, shots));
  }

  private String wantedId(String name, Optional<Long> shots) {
    return file.task(name).isEmpty() && !file.isGroup(name)
        ? shots.map(n -> n + "-shot").orElse("unknown-shots")
        : name;
  }

  /** All settings asked for, by id. */
  SequencedMap<String, JsonObject> byId() {
    return ids.byId();
  }

  private JsonObject settings(String name, Optional<Long> shots) {
    return Json.object()
        .put("shots", shots.map(Json::of).orElseGet(Unknown::notRecorded))
        .put("seed", seed())
        .put("promptTemplate", promptTemplate(name))
        .put("hyperparameters", hyperparameters(name))
        .build();
  }

  /** Of a group what all its tasks have; in old files one number for all. */
  private Optional<Long> shots(String name) {
    Members byTask = file.document().in("n-shot");
    Optional<Long> own = byTask.whole(name).or(() -> file.task(name).whole("num_fewshot"));
    if (own.isPresent()) {
      return own;
    }
    Set<Long> below =
        file.leaves(name).stream()
            .flatMap(
                leaf -> byTask.whole(leaf).or(() -> file.task(leaf).whole("num_fewshot")).stream())
            .collect(Collectors.toSet());
    return below.size() == 1
        ? below.stream().findFirst()
        : file.config()
            .whole("num_fewshot")
            .or(() -> file.document().whole("num_fewshot"))
            .filter(shots -> below.isEmpty());
  }

  /** One number where all generators had the same seed, else one for each. */
  private Json seed() {
    List<Json> seeds = SEEDS.stream().map(this::seed).toList();
    if (SEEDS.stream().noneMatch(name -> file.config().has(name + "_seed"))) {
      return Unknown.notRecorded();
    }
    if (seeds.stream().distinct().count() == 1) {
      return seeds.getFirst();
    }
    var each = Json.object();
    for (int i = 0; i < SEEDS.size(); i++) {
      each.put(SEEDS.get(i), seeds.get(i));
    }
    return each.build();
  }

  private Json seed(String name) {
    return file.config()
        .whole(name + "_seed")
        .map(Json::of)
        .orElseGet(() -> Unknown.because("no seed was set"));
  }

  private Json promptTemplate(String name) {
    Optional<String> text = PromptText.of(file, name);
    if (text.isEmpty()) {
      return Unknown.notRecorded();
    }
    var template = Json.object().put("text", PromptText.orDigest(text.get()));
    file.document()
        .text("system_instruction")
        .ifPresent(system -> template.put("system", PromptText.orDigest(system)));
    return template.build();
  }

  /** Whatever else may have changed the scores; the task's version is here too. */
  private Json hyperparameters(String name) {
    Members config = file.config();
    Members task = file.task(name);
    var all = Json.object();
    config.text("model").ifPresent(kind -> all.put("model", kind));
    put(all, "taskVersion", file.document().in("versions"), name);
    put(all, "outputType", task, "output_type");
    put(all, "generation", task, "generation_kwargs");
    put(all, "generationOverride", config, "gen_kwargs");
    put(all, "repeats", task, "repeats");
    put(all, "limit", config, "limit");
    put(all, "batchSize", config, "batch_size");
    put(all, "descriptions", config, "description_dict");
    put(all, "maxLength", file.document(), "max_length");
    put(all, "maxGeneratedTokens", config, "max_gen_toks");
    put(all, "fewshotAsMultiturn", file.document(), "fewshot_as_multiturn");
    chatTemplate().ifPresent(sha256 -> all.put("chatTemplateSha256", sha256));
    if (!modelArgs.members().isEmpty()) {
      all.put("modelArgs", modelArgs);
    }
    JsonObject known = all.build();
    return known.members().isEmpty() ? Unknown.notRecorded() : known;
  }

  private static void put(Json.ObjectBuilder all, String name, Members from, String written) {
    from.get(written)
        .filter(value -> !(value instanceof JsonNull))
        .filter(value -> !value.equals(Json.object().build()))
        .ifPresent(value -> all.put(name, value));
  }

  private Optional<String> chatTemplate() {
    return file.document()
        .text("chat_template")
        .map(template -> Bytes.ofUtf8(template).sha256().hex());
  }
}
