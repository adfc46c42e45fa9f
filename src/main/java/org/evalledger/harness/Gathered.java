package org.evalledger.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Takes up the numbers of one file: each becomes a result or is left with a reason. */
final class Gathered {
  private final SequencedMap<JsonObject, String> settings = new LinkedHashMap<>();
  private final List<JsonObject> results = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<JsonObject> keys = new HashSet<>();

  /** The id of {@code one}, which equal settings share; {@code wanted} unless others have it. */
  String settings(String wanted, JsonObject one) {
    return settings.computeIfAbsent(one, s -> free(Ascii.id(wanted)));
  }

  private String free(String wanted) {
    String id = wanted;
    for (int i = 2; settings.containsValue(id); i++) {
      id = wanted + "." + i;
    }
    return id;
  }

  /**
   * Takes a result.
   *
   * @param key the members that tell it from others of the file
   * @param rest its other members
   * @param pointer where the number stands
   * @param written the number as the file writes it
   */
  void add(JsonObject key, JsonObject rest, String pointer, Json written) {
    if (!keys.add(key)) {
      leave(pointer, written, "The file gives this task and metric twice under the same settings.");
      return;
    }
    var result = Json.object();
    key.members().forEach(result::put);
    rest.members().forEach(result::put);
    results.add(result.build());
  }

  /** Leaves a number. */
  void leave(String pointer, Json written, String why) {
    left.add(Left.of(pointer, written, why));
  }

  /** The statements that share {@code frame}. */
  Converted converted(JsonObject frame) {
    var byId = new LinkedHashMap<String, JsonObject>();
    settings.forEach((one, id) -> byId.put(id, one));
    return new Converted(StatementFrame.fill(frame, byId, results), left);
  }
}
