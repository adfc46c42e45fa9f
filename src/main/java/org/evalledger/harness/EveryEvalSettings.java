package org.evalledger.harness;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;

/** The settings of one evaluation in an Every Eval Ever record. */
final class EveryEvalSettings {
  /** Names of {@code generation_args} that a statement has words of its own for. */
  static final Map<String, String> RENAMED =
      Map.of(
          "temperature",
          "temperature",
          "top_p",
          "topP",
          "top_k",
          "topK",
          "max_tokens",
          "maxTokens");

  /** What came of a run, not how it was made, and what has a place of its own. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of(
          LedgerNote.SETTINGS,
          "num_fewshot",
          "n_shot",
          "seed",
          "eval_split",
          "hal_rank",
          "is_pareto",
          "verified",
          "total_cost_usd",
          "accuracy_confidence_interval",
          "cost_confidence_interval");

  /** What the record says of the model that changes how it was run. */
  private static final Set<String> OF_RUN = Set.of("agent_scaffold", "inference_effort");

  private final EveryEvalFile file;

  EveryEvalSettings(EveryEvalFile file) {
    this.file = file;
  }

  /** The settings: as a ledger exported them, or from the record's own fields. */
  JsonObject of(Members result) {
    Members generation = result.in("generation_config");
    return LedgerNote.read(generation.in("additional_details"), LedgerNote.SETTINGS)
        .map(Members::object)
        .orElseGet(() -> fromFields(result, generation));
  }

  private JsonObject fromFields(Members result, Members generation) {
    Members arguments = generation.in("generation_args");
    return Json.object()
        .put("shots", shots(generation).map(Json::of).orElseGet(EveryEvalModel::notRecorded))
        .put("seed", seed(generation).map(Json::of).orElseGet(EveryEvalModel::notRecorded))
        .put("promptTemplate", promptTemplate(arguments))
        .put("hyperparameters", hyperparameters(result, generation))
        .build();
  }

  private static Optional<Long> shots(Members generation) {
    Members details = generation.in("additional_details");
    return Said.whole(details, "num_fewshot")
        .or(() -> Said.whole(details, "n_shot"))
        .filter(shots -> shots >= 0 && shots <= 1_000_000);
  }

  private static Optional<Long> seed(Members generation) {
    return generation
        .in("generation_args")
        .whole("seed")
        .or(() -> Said.whole(generation.in("additional_details"), "seed"));
  }

  private static Json promptTemplate(Members arguments) {
    return arguments
        .text("prompt_template")
        .map(text -> (Json) Json.object().put("text", text).build())
        .orElseGet(EveryEvalModel::notRecorded);
  }

  private Json hyperparameters(Members result, Members generation) {
    var all = Json.object();
    Members arguments = generation.in("generation_args");
    for (String name : arguments.names()) {
      if (!name.equals("prompt_template") && !name.equals("seed")) {
        put(all, RENAMED.getOrDefault(name, name), arguments, name);
      }
    }
    Members details = generation.in("additional_details");
    details.names().stream()
        .filter(name -> !SAID_ELSEWHERE.contains(name))
        .forEach(name -> put(all, name, details, name));
    OF_RUN.forEach(name -> put(all, name, file.modelDetails(), name));
    put(all, "inference_platform", file.model(), "inference_platform");
    put(all, "inference_engine", file.model(), "inference_engine");
    judges(result.in("metric_config").in("llm_scoring"), all);
    JsonObject known = all.build();
    return known.members().isEmpty() ? EveryEvalModel.notRecorded() : known;
  }

  /** Who judged changes a score as much as the prompt does. */
  private static void judges(Members scoring, Json.ObjectBuilder all) {
    if (scoring.object().get("judges") instanceof JsonArray(var judges)) {
      all.put(
          "judges",
          Json.ofStrings(
              judges.stream()
                  .map(judge -> Members.of(judge).in("model_info").text("id").orElse("unknown"))
                  .toList()));
      put(all, "judgePrompt", scoring, "input_prompt");
    }
  }

  private static void put(Json.ObjectBuilder all, String name, Members from, String written) {
    from.get(written)
        .filter(value -> !(value instanceof JsonNull))
        .filter(value -> !value.equals(Json.of("unknown")) && !value.equals(Json.of("")))
        .ifPresent(value -> all.put(Ascii.id(name), ShallowJson.member(value)));
  }
}
