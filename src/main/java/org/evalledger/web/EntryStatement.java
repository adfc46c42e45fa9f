package org.evalledger.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.record.EntryRecord;
import org.evalledger.registry.SpokenWords.Spoken;
import org.jspecify.annotations.Nullable;

/** A statement as its facts have it: digits as signed. */
final class EntryStatement {
  /** Results that are shown, at most; the facts as JSON have all. */
  static final int ROWS = 200;

  private static final int SETTINGS = 100;

  /** What stands elsewhere on the page. */
  private static final Set<String> ELSEWHERE =
      Set.of("type", "version", "submitter", "results", "settings");

  private final JsonObject facts;
  private final List<ModelScore> scores;

  EntryStatement(JsonObject facts, List<ModelScore> scores) {
    this.facts = facts;
    this.scores = List.copyOf(scores);
  }

  /** How many results it has. */
  int results() {
    return FactRows.items(facts, "results").size();
  }

  EntryView.Said said(
      EntryRecord record,
      Optional<Spoken> words,
      Optional<String> written,
      @Nullable Link erasedBy) {
    Map<String, String> places = places();
    int more = results() - ROWS;
    return new EntryView.Said(
        summary(),
        rows(places),
        more > 0 ? Words.count(more, "more result", "more results") : "",
        settings(places),
        others(),
        words.map(Spoken::text).orElse(""),
        written
            .map(text -> EntryView.Written.of(results() == 0 ? "Model card" : "Notes", text))
            .orElse(null),
        words.map(Spoken::links).orElse(List.of()).stream()
            .map(Addresses::foreign)
            .filter(url -> !url.isEmpty())
            .toList(),
        Words.bytes(record.size()),
        erasedBy);
  }

  /** Its results, {@link #ROWS} at most. */
  List<EntryView.Row> rows() {
    return rows(places());
  }

  /** The settings that they name. */
  List<EntryView.Settings> settings() {
    return settings(places());
  }

  /** What it says of neither. */
  List<EntryView.Fact> others() {
    return FactRows.of(facts, ELSEWHERE);
  }

  /** The name of a result's settings; empty where it has none. */
  String settingsOf(int result) {
    List<Json> results = FactRows.items(facts, "results");
    return result < 0 || result >= results.size()
        ? ""
        : FactRows.text(results.get(result), "settings").orElse("");
  }

  /** What settings of that name hold. */
  List<EntryView.Fact> settings(String name) {
    return FactRows.at(facts, "settings", name) instanceof JsonObject one
        ? FactRows.of(one, Set.of())
        : List.of();
  }

  private String summary() {
    String harness = harness();
    return harness.isEmpty() ? "" : "Digits as signed. " + harness;
  }

  /** What ran; empty where nothing did. */
  String harness() {
    Optional<String> harness = FactRows.text(facts, "run", "harness", "name");
    if (harness.isEmpty()) {
      return "";
    }
    String version =
        FactRows.text(facts, "run", "harness", "version").map(text -> " " + text).orElse("");
    String precision =
        FactRows.text(facts, "model", "precision").map(text -> ", " + text).orElse("");
    return harness.get() + version + precision + ".";
  }

  /** Settings' names with the ids of their places. */
  private Map<String, String> places() {
    var places = new LinkedHashMap<String, String>();
    if (FactRows.at(facts, "settings") instanceof JsonObject all) {
      all.members().keySet().forEach(name -> places.put(name, "settings-" + (places.size() + 1)));
    }
    return places;
  }

  private List<EntryView.Settings> settings(Map<String, String> places) {
    return places.entrySet().stream()
        .limit(SETTINGS)
        .map(
            place ->
                new EntryView.Settings(place.getValue(), place.getKey(), settings(place.getKey())))
        .toList();
  }

  private List<EntryView.Row> rows(Map<String, String> places) {
    Map<Integer, ModelScore> known =
        scores.stream().collect(Collectors.toMap(ModelScore::result, score -> score, (a, b) -> a));
    var rows = new ArrayList<EntryView.Row>();
    for (Json result : FactRows.items(facts, "results")) {
      if (rows.size() == ROWS) {
        break;
      }
      rows.add(row(result, Optional.ofNullable(known.get(rows.size())), places));
    }
    return rows;
  }

  private static EntryView.Row row(
      Json result, Optional<ModelScore> score, Map<String, String> places) {
    String benchmark = FactRows.text(result, "benchmark").orElse("");
    String settings = FactRows.text(result, "settings").orElse("");
    @Nullable String place = new HashMap<>(places).get(settings);
    return new EntryView.Row(
        benchmark + FactRows.text(result, "task").map(task -> " \u203a " + task).orElse(""),
        Addresses.benchmark(benchmark),
        metric(result),
        FactRows.text(result, "value").orElse("").replace("-", "\u2212"),
        FactRows.text(result, "stderr").orElse(""),
        FactRows.text(result, "samples").map(EntryStatement::count).orElse(""),
        score.map(ModelScore::standing).orElse(""),
        score.map(ModelScore::verdict).filter(BoardRows::isFlagged).isPresent(),
        score.map(ModelScore::withdrawnBy).isPresent(),
        settings,
        place == null ? "#statement" : "#" + place);
  }

  private static String metric(Json result) {
    return FactRows.text(result, "metric").orElse("")
        + FactRows.text(result, "k").map(k -> ", k = " + k).orElse("")
        + FactRows.text(result, "filter")
            .filter(filter -> !filter.equals("none"))
            .map(filter -> ", " + filter)
            .orElse("")
        + FactRows.text(result, "variant").map(variant -> ", " + variant).orElse("");
  }

  private static String count(String digits) {
    return digits.matches("[0-9]{1,12}") ? Words.count(Long.parseLong(digits)) : digits;
  }
}
