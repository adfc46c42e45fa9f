package org.evalledger.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A statement on its way, from which results can be taken out. Owned by one thread. */
public final class Shipment {
  private static final Pattern RESULT = Pattern.compile("/results/([0-9]{1,9})(/.*)?");

  private final JsonObject statement;
  private final List<Json> results;

  /** Positions in {@link #results} of those still to be sent. */
  private final List<Integer> remaining = new ArrayList<>();

  private final Map<Integer, JsonObject> superseded = new HashMap<>();

  /** All of {@code statement}. */
  public Shipment(JsonObject statement) {
    this.statement = statement;
    this.results = items(statement);
    for (int i = 0; i < results.size(); i++) {
      remaining.add(i);
    }
  }

  /** How many results are still to be sent; 0 also for a statement that has none by nature. */
  public int size() {
    return remaining.size();
  }

  /** Whether there is nothing left to say. */
  public boolean isSpent() {
    return remaining.isEmpty() && !results.isEmpty();
  }

  /** The statement with the results that remain, and the settings that they need. */
  public JsonObject statement() {
    if (superseded.isEmpty() && remaining.size() == results.size()) {
      return statement;
    }
    var kept = new ArrayList<Json>();
    Set<String> settings = new HashSet<>();
    for (int original : remaining) {
      JsonObject result = superseding(original);
      Members.of(result).text("settings").ifPresent(settings::add);
      kept.add(result);
    }
    JsonObject smaller = statement.with("results", Json.of(kept));
    return statement.get("settings") instanceof JsonObject(var all)
        ? smaller.with("settings", used(all, settings))
        : smaller;
  }

  private static Json used(Map<String, Json> all, Set<String> names) {
    var used = Json.object();
    all.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            used.put(name, value);
          }
        });
    return used.build();
  }

  private JsonObject superseding(int original) {
    JsonObject result = Members.of(results.get(original)).object();
    JsonObject earlier = superseded.get(original);
    return earlier == null ? result : result.with("supersedes", earlier);
  }

  /** The result, counted in the statement as it was last sent, that {@code pointer} leads into. */
  public Optional<Integer> position(String pointer) {
    Matcher matcher = RESULT.matcher(pointer);
    return matcher.matches()
        ? Optional.of(Integer.valueOf(matcher.group(1))).filter(n -> n < remaining.size())
        : Optional.empty();
  }

  /** {@code pointer} as it leads into the whole statement. */
  public String original(String pointer) {
    Matcher matcher = RESULT.matcher(pointer);
    Optional<Integer> position = position(pointer);
    return position.isPresent() && matcher.matches()
        ? "/results/"
            + remaining.get(position.get())
            + Optional.ofNullable(matcher.group(2)).orElse("")
        : pointer;
  }

  /** Whether the result at {@code position} was told already what it corrects. */
  public boolean supersedes(int position) {
    return superseded.containsKey(remaining.get(position));
  }

  /** The result at {@code position} corrects {@code earlier}, a reference to a result. */
  public void supersede(int position, JsonObject earlier) {
    superseded.put(remaining.get(position), earlier);
  }

  /** Takes out the results at {@code positions}. */
  public void remove(Set<Integer> positions) {
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < remaining.size(); i++) {
      if (!positions.contains(i)) {
        kept.add(remaining.get(i));
      }
    }
    remaining.clear();
    remaining.addAll(kept);
  }

  /** The result at {@code position} for a person: benchmark, task, metric and value. */
  public String name(int position) {
    var result = Members.of(results.get(remaining.get(position)));
    String task = result.text("task").map(t -> "/" + t).orElse("");
    String value = result.text("value").or(() -> number(result.object().get("value"))).orElse("?");
    return "%s%s %s = %s"
        .formatted(
            result.text("benchmark").orElse("?"), task, result.text("metric").orElse("?"), value);
  }

  private static Optional<String> number(@Nullable Json json) {
    return json instanceof Json.JsonNumber(var text) ? Optional.of(text) : Optional.empty();
  }

  /** Whether the statement has results at all. */
  public boolean hasResults() {
    return statement.get("results") instanceof JsonArray;
  }

  private static List<Json> items(JsonObject statement) {
    return statement.get("results") instanceof JsonArray(var items) ? items : List.of();
  }
}
