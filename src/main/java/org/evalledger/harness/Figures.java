package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * How large a number is.
 *
 * @param value a decimal on the scale of its metric
 * @param stderr its standard error; empty where the file has none
 * @param stderrMethod how that was found, a word of the result
 * @param samples how many items were scored, at most 10⁹; empty where that is not known
 */
record Figures(String value, Optional<String> stderr, String stderrMethod, Optional<Long> samples) {
  /** A value without standard error. */
  static Figures of(String value, Optional<Long> samples) {
    return new Figures(value, Optional.empty(), "unknown", samples);
  }

  /** A result with {@code key}; samples that are not known are so because {@code unknown}. */
  JsonObject json(JsonObject key, Json unknown) {
    var result = Json.object();
    key.members().forEach(result::put);
    result.put("value", value);
    stderr.ifPresent(error -> result.put("stderr", error).put("stderrMethod", stderrMethod));
    return result.put("samples", samples.map(Json::of).orElse(unknown)).build();
  }
}
