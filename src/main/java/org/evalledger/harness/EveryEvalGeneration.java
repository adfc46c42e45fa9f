package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * Writes settings as the {@code generation_config} of an Every Eval Ever record. Its schema allows
 * a closed list of arguments, each of one type; the rest goes into the note alone.
 */
final class EveryEvalGeneration {
  private static final List<String> NUMBERS = List.of("temperature", "top_p", "top_k");
  private static final List<String> COUNTS = List.of("max_tokens", "max_attempts");
  private static final List<String> LIMITS = List.of("time_limit", "message_limit", "token_limit");

  private EveryEvalGeneration() {}

  static JsonObject write(Members settings) {
    Members known = settings.in("hyperparameters");
    var arguments = Json.object();
    NUMBERS.forEach(name -> number(known, name).ifPresent(n -> arguments.put(name, n)));
    COUNTS.forEach(name -> count(known, name).ifPresent(n -> arguments.put(name, n)));
    if (known.object().get("reasoning") instanceof JsonBoolean reasoning) {
      arguments.put("reasoning", reasoning);
    }
    known.text("execution_command").ifPresent(c -> arguments.put("execution_command", c));
    settings
        .in("promptTemplate")
        .text("text")
        .ifPresent(text -> arguments.put("prompt_template", text));
    put(arguments, "agentic_eval_config", agentic(known.in("agentic_eval_config")));
    put(arguments, "eval_plan", plan(known.in("eval_plan")));
    put(arguments, "eval_limits", limits(known.in("eval_limits")));
    put(arguments, "sandbox", strings(known.in("sandbox"), List.of("type", "config")));
    return Json.object()
        .put("generation_args", arguments.build())
        .put("additional_details", details(settings))
        .build();
  }

  private static JsonObject details(Members settings) {
    var details = Json.object();
    Said.whole(settings, "shots").ifPresent(n -> details.put("num_fewshot", Long.toString(n)));
    Said.whole(settings, "seed").ifPresent(n -> details.put("seed", Long.toString(n)));
    return details.put(LedgerNote.SETTINGS, LedgerNote.of(settings.object())).build();
  }

  private static String ours(String name) {
    return EveryEvalSettings.RENAMED.getOrDefault(name, name);
  }

  private static Optional<Json> number(Members known, String name) {
    return Said.decimal(known, ours(name)).map(JsonNumber::new);
  }

  private static Optional<Json> count(Members known, String name) {
    return Said.whole(known, ours(name)).filter(n -> n >= 1).map(Json::of);
  }

  private static void put(Json.ObjectBuilder to, String name, JsonObject value) {
    if (!value.members().isEmpty()) {
      to.put(name, value);
    }
  }

  private static JsonObject agentic(Members agentic) {
    var config = Json.object();
    if (agentic.object().get("available_tools") instanceof JsonArray(var tools)) {
      config.put(
          "available_tools",
          Json.of(tools.stream().map(Members::of).map(EveryEvalGeneration::tool).toList()));
    }
    put(config, "additional_details", strings(agentic.in("additional_details")));
    return config.build();
  }

  private static JsonObject tool(Members tool) {
    var written = Json.object();
    tool.text("name").ifPresent(name -> written.put("name", name));
    tool.text("description").ifPresent(text -> written.put("description", text));
    put(written, "parameters", strings(tool.in("parameters")));
    return written.build();
  }

  private static JsonObject plan(Members plan) {
    var written = Json.object();
    plan.text("name").ifPresent(name -> written.put("name", name));
    if (plan.object().get("steps") instanceof JsonArray(var steps)) {
      written.put(
          "steps", Json.ofStrings(steps.stream().map(EveryEvalGeneration::string).toList()));
    }
    put(written, "config", strings(plan.in("config")));
    return written.build();
  }

  private static JsonObject limits(Members limits) {
    var written = Json.object();
    LIMITS.forEach(name -> Said.whole(limits, name).ifPresent(n -> written.put(name, n)));
    return written.build();
  }

  private static JsonObject strings(Members members) {
    return strings(members, List.copyOf(members.names()));
  }

  private static JsonObject strings(Members members, List<String> names) {
    var written = Json.object();
    names.forEach(name -> members.get(name).ifPresent(v -> written.put(name, string(v))));
    return written.build();
  }

  /** A string as it is, anything else as JSON: the maps hold strings alone. */
  private static String string(Json value) {
    return value instanceof JsonString(var text) ? text : value.asRead().utf8();
  }
}
