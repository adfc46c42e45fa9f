package org.evalledger.harness;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.evalledger.json.Json.JsonObject;

/** Settings of one statement, each under its id, equal ones once. */
final class SettingsIds {
  private final SequencedMap<JsonObject, String> ids = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> tried = new HashMap<>();

  /** The id of {@code settings}: {@code wanted} when they are new and it is free. */
  String idFor(JsonObject settings, String wanted) {
    return ids.computeIfAbsent(settings, s -> free(Ascii.id(wanted)));
  }

  private String free(String wanted) {
    String id = wanted;
    while (!taken.add(id)) {
      id = wanted + "." + tried.merge(wanted, 2, (before, first) -> before + 1);
    }
    return id;
  }

  /** All settings asked for, by id. */
  SequencedMap<String, JsonObject> byId() {
    var byId = new LinkedHashMap<String, JsonObject>();
    ids.forEach((settings, id) -> byId.put(id, settings));
    return byId;
  }
}
