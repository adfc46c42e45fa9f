package org.evalledger.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;

/** The settings of an Inspect run: solvers, what the model was told, how often it was asked. */
final class InspectSettings {
  private static final Pattern SHOTS = Pattern.compile(".*_([0-9]{1,3})_shot");
  private static final Map<String, String> RENAMED =
      Map.of("top_p", "topP", "top_k", "topK", "max_tokens", "maxTokens");

  /** How a run was carried out, without influence on a score. */
  private static final Set<String> NO_INFLUENCE =
      Set.of(
          "max_connections", "max_retries", "timeout", "attempt_timeout", "cache", "seed", "batch");

  private static final List<String> LIMITS =
      List.of("limit", "epochs", "message_limit", "token_limit", "time_limit", "working_limit");

  private final Members log;
  private final Members eval;

  InspectSettings(Members log) {
    this.log = log;
    this.eval = log.in("eval");
  }

  /** The settings under which {@code score}, one of the results' scores, came about. */
  JsonObject of(Members score) {
    return Json.object()
        .put("shots", shots().map(Json::of).orElseGet(InspectModel::notRecorded))
        .put("seed", seed().map(Json::of).orElseGet(InspectModel::notRecorded))
        .put("promptTemplate", promptTemplate())
        .put("hyperparameters", hyperparameters(score))
        .build();
  }

  private Optional<Long> shots() {
    Matcher named = SHOTS.matcher(eval.text("task").orElse(""));
    Optional<Long> ofName =
        named.matches() ? Optional.of(Long.valueOf(named.group(1))) : Optional.empty();
    return eval.in("task_args")
        .whole("fewshot")
        .or(() -> eval.in("task_args").whole("num_fewshot"))
        .filter(shots -> shots >= 0)
        .or(() -> ofName);
  }

  /** The plan's own settings win over those given with the model. */
  private List<Members> generation() {
    return List.of(eval.in("model_generate_config"), log.in("plan").in("config"));
  }

  private Optional<Long> seed() {
    return generation().reversed().stream().flatMap(c -> c.whole("seed").stream()).findFirst();
  }

  private List<Members> steps() {
    return log.in("plan").object().get("steps") instanceof JsonArray(var steps)
        ? steps.stream().map(Members::of).toList()
        : List.of();
  }

  /** The templates that the solvers were given; a solver's built-in one is not in the log. */
  private Json promptTemplate() {
    var text = new StringBuilder();
    for (Members step : steps()) {
      step.in("params")
          .text("template")
          .ifPresent(
              template ->
                  text.append(step.text("solver").orElse("solver"))
                      .append(":\n")
                      .append(template)
                      .append("\n\n"));
    }
    return text.isEmpty()
        ? InspectModel.notRecorded()
        : Json.object().put("text", text.toString()).build();
  }

  private JsonObject hyperparameters(Members score) {
    var all = Json.object();
    for (Members config : generation()) {
      config.names().stream()
          .filter(name -> !NO_INFLUENCE.contains(name))
          .forEach(name -> put(all, RENAMED.getOrDefault(name, name), config, name));
    }
    LIMITS.forEach(name -> put(all, name, eval.in("config"), name));
    all.put(
        "solvers",
        Json.ofStrings(steps().stream().map(step -> step.text("solver").orElse("")).toList()));
    put(all, "reducer", score, "reducer");
    put(all, "scorer", score, "scorer");
    put(all, "scorerParams", score, "params");
    put(all, "taskArgs", Members.of(ModelArgs.withoutSecrets(eval.in("task_args").object())));
    put(all, "taskVersion", eval, "task_version");
    put(all, "modelArgs", Members.of(ModelArgs.of(eval.object().get("model_args")).remaining()));
    if (InspectRun.ownRevision(eval).isEmpty()) {
      put(all, "taskRevision", eval.in("revision"), "commit");
    }
    return all.build();
  }

  private static void put(Json.ObjectBuilder all, String name, Members value) {
    if (!value.isEmpty()) {
      all.put(name, ShallowJson.member(value.object()));
    }
  }

  private static void put(Json.ObjectBuilder all, String name, Members from, String written) {
    from.get(written)
        .filter(value -> !(value instanceof JsonNull))
        .filter(value -> !value.equals(Json.object().build()))
        .ifPresent(value -> all.put(Ascii.id(name), ShallowJson.member(value)));
  }
}
