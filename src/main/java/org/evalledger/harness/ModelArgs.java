package org.evalledger.harness;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * What the harness was told about the model: {@code pretrained=…,dtype=…} as a string, or an
 * object.
 *
 * @param members by name
 */
record ModelArgs(Members members) {
  /** Said elsewhere in a statement, or without influence on a score. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of(
          "pretrained",
          "model",
          "revision",
          "dtype",
          "peft",
          "delta",
          "lora_local_path",
          "steer_path",
          "load_in_4bit",
          "load_in_8bit",
          "trust_remote_code",
          "parallelize",
          "use_accelerate",
          "device",
          "device_map",
          "device_map_option",
          "max_memory_per_gpu",
          "max_cpu_memory",
          "offload_folder",
          "low_cpu_mem_usage",
          "cache_dir",
          "base_url",
          "num_concurrent",
          "max_retries",
          "timeout");

  /** Never passed on, wherever it was written. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)(.*_)?(api_?key|secret|password|auth|auth_token)|token|hf_token");

  static ModelArgs of(@Nullable Json written) {
    return switch (written) {
      case JsonObject object -> new ModelArgs(new Members(object));
      case JsonString(var text) -> new ModelArgs(new Members(parse(text)));
      case null, default -> new ModelArgs(Members.of(null));
    };
  }

  private static JsonObject parse(String text) {
    var parsed = Json.object();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parsed.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parsed.build();
  }

  Optional<String> text(String name) {
    return members.text(name);
  }

  /** What may have changed the scores and is said nowhere else; no secrets, no paths. */
  JsonObject remaining() {
    SequencedMap<String, Json> kept = new LinkedHashMap<>();
    members
        .object()
        .members()
        .forEach(
            (name, value) -> {
              boolean simple = !(value instanceof JsonObject || value instanceof JsonArray);
              if (simple && !SAID_ELSEWHERE.contains(name) && !SECRET.matcher(name).matches()) {
                kept.put(Ascii.id(name), withoutPath(value));
              }
            });
    return new JsonObject(kept);
  }

  /** {@code args} without members that are called as secrets are, at any depth. */
  static JsonObject withoutSecrets(JsonObject args) {
    SequencedMap<String, Json> kept = new LinkedHashMap<>();
    args.members()
        .forEach(
            (name, value) -> {
              if (!SECRET.matcher(name).matches()) {
                kept.put(name, value instanceof JsonObject inner ? withoutSecrets(inner) : value);
              }
            });
    return new JsonObject(kept);
  }

  private static Json withoutPath(Json value) {
    return value instanceof JsonString(var text) && text.startsWith("/")
        ? Json.of(text.replaceAll("/+$", "").replaceAll(".*/", ""))
        : value;
  }
}
