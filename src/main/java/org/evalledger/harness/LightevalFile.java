package org.evalledger.harness;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * {@code results_<time>.json} of lighteval.
 *
 * @param document all of it
 */
record LightevalFile(Members document) {
  static final String FORMAT = "lighteval";

  /** {@code task|shots}, before 2025 {@code suite|task|shots|truncation}. */
  private static final Pattern NAME =
      Pattern.compile("(?:(?<suite>[^|]+)\\|)?(?<task>[^|]+)\\|(?<shots>[0-9]{1,6})(?:\\|[01])?");

  private static final Pattern ADDRESS = Pattern.compile(" at 0x[0-9a-fA-F]+");

  /** Said elsewhere in a statement, or without influence on a score. */
  private static final Set<String> SAID_ELSEWHERE = Set.of("seed");

  static Optional<LightevalFile> of(Json json) {
    Members document = Members.of(json);
    return json instanceof JsonObject && document.has("config_general") && document.has("results")
        ? Optional.of(new LightevalFile(document))
        : Optional.empty();
  }

  Members general() {
    return document.in("config_general");
  }

  private Members modelConfig() {
    return general().in("model_config");
  }

  Members results() {
    return document.in("results");
  }

  /** The part of a name that says what was asked. */
  static String task(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group("task") : name;
  }

  private static Optional<Long> shots(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.valueOf(matcher.group("shots"))) : Optional.empty();
  }

  /** The model, without the server's prefix that an API model has. */
  Optional<String> model() {
    Optional<String> provider = modelConfig().text("provider");
    return modelConfig()
        .text("model_name")
        .or(() -> modelConfig().text("pretrained"))
        .or(() -> general().text("model_name"))
        .map(
            name ->
                provider
                    .filter(prefix -> name.startsWith(prefix + "/"))
                    .map(prefix -> name.substring(prefix.length() + 1))
                    .orElse(name));
  }

  Optional<String> revision() {
    return general().text("model_sha").or(() -> modelConfig().text("revision"));
  }

  Optional<String> precision() {
    return modelConfig()
        .text("dtype")
        .or(() -> general().text("model_dtype"))
        .map(dtype -> dtype.replaceFirst("^torch\\.", ""))
        .filter(dtype -> !dtype.equals("auto"));
  }

  /** The harness's own commit, which it writes as a question mark when it does not know it. */
  Optional<String> harnessRevision() {
    return general().text("lighteval_sha").filter(sha -> !sha.equals("?"));
  }

  Optional<String> seconds() {
    return general()
        .text("total_evaluation_time_secondes")
        .or(() -> general().number("total_evaluation_time_secondes"))
        .filter(text -> text.matches("[0-9]{1,12}(\\.[0-9]{1,30})?"));
  }

  Members task(Members configs, String name) {
    Members exact = configs.in(name);
    return exact.isEmpty() ? configs.in(name.replaceFirst("\\|[01]$", "")) : exact;
  }

  Members config(String name) {
    return task(document.in("config_tasks"), name);
  }

  /** How many items were scored; −1 where the harness does not know. */
  Optional<Long> items(String name) {
    return config(name).whole("effective_num_docs").filter(items -> items > 0);
  }

  JsonObject settings(String name, Draft draft) {
    return Json.object()
        .put("shots", draft.shots(shots(name).or(() -> config(name).whole("num_fewshots"))))
        .put("seed", draft.orUnknown(generation().whole("seed")))
        .put("promptTemplate", prompt(name, draft))
        .put("hyperparameters", hyperparameters(name, draft))
        .build();
  }

  private Members generation() {
    return modelConfig().in("generation_parameters");
  }

  /** The name of the function that makes prompts: the harness's release says what it does. */
  private Json prompt(String name, Draft draft) {
    Optional<String> function = config(name).text("prompt_function");
    if (function.isEmpty()) {
      return draft.unknown();
    }
    var prompt =
        Json.object()
            .put(
                "text",
                "prompt_function:\n" + ADDRESS.matcher(function.get()).replaceAll("") + "\n");
    modelConfig()
        .text("system_prompt")
        .ifPresent(system -> prompt.put("system", PromptText.orDigest(system)));
    return prompt.build();
  }

  private Json hyperparameters(String name, Draft draft) {
    Map<String, Json> all = new TreeMap<>();
    putAll(all, generation());
    put(all, "maxModelLength", modelConfig(), "max_model_length");
    put(all, "maxSamples", general(), "max_samples");
    put(all, "taskVersion", config(name), "version");
    put(all, "generationSize", config(name), "generation_size");
    return all.isEmpty() ? draft.unknown() : object(all);
  }

  private static void putAll(Map<String, Json> all, Members from) {
    from.names().stream()
        .filter(name -> !SAID_ELSEWHERE.contains(name))
        .forEach(name -> put(all, Ascii.id(name), from, name));
  }

  private static void put(Map<String, Json> all, String name, Members from, String written) {
    from.get(written)
        .filter(LightevalFile::says)
        .ifPresent(value -> all.put(name, Shallow.of(value)));
  }

  private static boolean says(Json value) {
    return switch (value) {
      case JsonNull none -> false;
      case JsonNumber number -> true;
      case JsonString text -> true;
      case JsonBoolean flag -> true;
      case Json.JsonArray(var items) -> !items.isEmpty();
      case JsonObject(var members) -> !members.isEmpty();
    };
  }

  private static JsonObject object(Map<String, Json> members) {
    var object = Json.object();
    members.forEach(object::put);
    return object.build();
  }
}
