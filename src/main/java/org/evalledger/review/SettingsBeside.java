package org.evalledger.review;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;

/** A result's settings, member by member, beside those of its neighbours. */
@Singleton
final class SettingsBeside {
  private static final int MOST = 50;

  private final LogReader log;

  SettingsBeside(LogReader log) {
    this.log = log;
  }

  /**
   * For each member what the result says, what how many of the neighbours say, and whether a
   * neighbour says something else.
   */
  Json of(CaseScore result, List<CaseScore> neighbours) {
    JsonObject own = settings(result).orElse(Json.object().build());
    List<JsonObject> others =
        neighbours.stream().limit(MOST).flatMap(near -> settings(near).stream()).toList();
    var names = new TreeSet<>(own.members().keySet());
    others.forEach(other -> names.addAll(other.members().keySet()));
    var members = Json.object();
    for (String name : names) {
      Json value = said(own, name);
      members.put(
          name,
          Json.object()
              .put("value", value)
              .put("neighbours", counts(name, others))
              .put("differs", differs(value, others.stream().map(o -> said(o, name)).toList()))
              .build());
    }
    return members.build();
  }

  /** Null where what is not known could be anything. */
  private static Json differs(Json value, List<Json> others) {
    List<Json> known = others.stream().filter(SettingsBeside::isKnown).toList();
    return isKnown(value) && !known.isEmpty()
        ? Json.of(known.stream().anyMatch(other -> !other.equals(value)))
        : Json.ofNull();
  }

  private static boolean isKnown(Json value) {
    return !(value instanceof JsonObject object && object.get("unknown") != null);
  }

  private static Json said(JsonObject settings, String name) {
    Json value = settings.get(name);
    return value == null ? Json.ofNull() : value;
  }

  private static Json counts(String name, List<JsonObject> others) {
    var counts = new TreeMap<String, Integer>();
    var values = new TreeMap<String, Json>();
    for (JsonObject other : others) {
      Json value = said(other, name);
      String key = value.canonical().utf8();
      counts.merge(key, 1, Integer::sum);
      values.put(key, value);
    }
    return Json.of(
        counts.entrySet().stream()
            .map(
                count ->
                    Json.object()
                        .putIfPresent("value", values.get(count.getKey()))
                        .put("count", count.getValue())
                        .build())
            .toList());
  }

  /** As they stand in the facts of the entry. */
  private Optional<JsonObject> settings(CaseScore score) {
    return log.entry(score.index())
        .map(LogEntry::facts)
        .map(JsonReader::read)
        .filter(read -> read instanceof JsonReader.Value)
        .flatMap(read -> settings(((JsonReader.Value) read).json(), score.result()));
  }

  private static Optional<JsonObject> settings(Json facts, int result) {
    return facts instanceof JsonObject evaluation
            && evaluation.get("results") instanceof JsonArray(var results)
            && result < results.size()
            && results.get(result) instanceof JsonObject told
            && told.get("settings") instanceof JsonString(var name)
            && evaluation.get("settings") instanceof JsonObject all
            && all.get(name) instanceof JsonObject settings
        ? Optional.of(settings)
        : Optional.empty();
  }
}
