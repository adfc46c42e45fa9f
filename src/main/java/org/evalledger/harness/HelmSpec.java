package org.evalledger.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.statement.Ids;

/**
 * {@code run_spec.json} of HELM: how a run was set up.
 *
 * @param document all of it
 */
record HelmSpec(Members document) {
  static final String FORMAT = "HELM";

  private static final List<String> TEXTS =
      List.of(
          "global_prefix",
          "instructions",
          "instance_prefix",
          "input_prefix",
          "input_suffix",
          "reference_prefix",
          "reference_suffix",
          "chain_of_thought_prefix",
          "chain_of_thought_suffix",
          "output_prefix",
          "output_suffix",
          "global_suffix");

  /** Said elsewhere in a statement. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of("model", "max_train_instances", "random");

  private static final Pattern MODEL = Pattern.compile("(?<=[:,])model=[^,]*,?");

  private Members adapter() {
    return document.in("adapter_spec");
  }

  Optional<String> model() {
    return adapter().text("model").or(() -> adapter().text("model_deployment"));
  }

  /** The scenarios that the run belongs to. */
  List<String> groups() {
    return document.texts("groups");
  }

  /** What tells runs of one scenario apart, such as {@code subject=philosophy}. */
  Optional<String> part() {
    Map<String, Json> args = document.in("scenario_spec").in("args").object().members();
    return args.isEmpty()
        ? Optional.empty()
        : Optional.of(
            args.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(arg -> arg.getKey() + "=" + plain(arg.getValue()))
                .collect(Collectors.joining(",")));
  }

  /** The name of the run, which HELM makes of the entry it ran and the model. */
  private Optional<String> entry() {
    return document
        .text("name")
        .map(name -> MODEL.matcher(name).replaceAll("").replaceAll("[:,]$", ""))
        .filter(Ids::isId);
  }

  private static String plain(Json value) {
    return value instanceof JsonString(var text) ? text : value.canonical().utf8();
  }

  JsonObject settings(Draft draft) {
    return Json.object()
        .put("shots", draft.shots(adapter().whole("max_train_instances")))
        .put("seed", draft.orUnknown(adapter().whole("random").or(this::seed)))
        .put("promptTemplate", Json.object().put("text", PromptText.orDigest(prompt())).build())
        .put("hyperparameters", hyperparameters(draft))
        .build();
  }

  private Optional<Long> seed() {
    return adapter().text("random").filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  /** Each text that a prompt is put together from, behind its name and a colon. */
  private String prompt() {
    var text = new StringBuilder();
    for (String name : TEXTS) {
      adapter()
          .get(name)
          .filter(value -> !Json.of("").equals(value))
          .ifPresent(
              value ->
                  text.append(name).append(": ").append(value.canonical().utf8()).append('\n'));
    }
    return text.toString();
  }

  private Json hyperparameters(Draft draft) {
    var all = Json.object();
    adapter()
        .object()
        .members()
        .forEach(
            (name, value) -> {
              if (!TEXTS.contains(name) && !SAID_ELSEWHERE.contains(name) && says(value)) {
                all.put(Ascii.id(name), Shallow.of(value));
              }
            });
    part().ifPresent(part -> all.put("scenario", part));
    entry().ifPresent(entry -> all.put("runEntry", entry));
    JsonArray perturbations = perturbations();
    if (!perturbations.items().isEmpty()) {
      all.put("perturbations", Shallow.of(perturbations));
    }
    JsonObject known = all.build();
    return known.members().isEmpty() ? draft.unknown() : known;
  }

  private JsonArray perturbations() {
    return document.in("data_augmenter_spec").get("perturbation_specs").orElseGet(Json::ofNull)
            instanceof JsonArray specs
        ? specs
        : new JsonArray(List.of());
  }

  private static boolean says(Json value) {
    return !(value instanceof JsonNull)
        && !(value instanceof JsonArray(var items) && items.isEmpty());
  }
}
