package org.evalledger.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.BenchmarkTask;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.ObjectBuilder;

/**
 * A published score table, one row an entry and benchmark, as a collector passes it on: one
 * evaluation for each of the table's entries, in the order of their dates.
 *
 * @param file from which it was read
 * @param digest of the file, so that each statement names what it was read from
 * @param entries the rows of each entry, by their columns
 */
record ScoreBoard(Path file, Bytes digest, List<List<Map<String, String>>> entries) {
  private static final BuiltInBenchmarks BENCHMARKS = BuiltInBenchmarks.load();

  /** What the tables call differently, or what their name means elsewhere. */
  private static final Map<String, String> MEANT =
      Map.of("ARC", "arc_challenge", "BBH", "bbh_leaderboard", "Winograd", "winogrande");

  static ScoreBoard read(Path file) {
    try {
      Bytes bytes = Bytes.copyOf(Files.readAllBytes(file));
      List<List<String>> rows =
          bytes.utf8().lines().filter(line -> !line.isBlank()).map(ScoreBoard::cells).toList();
      var byEntry = new LinkedHashMap<String, List<Map<String, String>>>();
      for (List<String> row : rows.subList(1, rows.size())) {
        var named = new HashMap<String, String>();
        for (int i = 0; i < row.size(); i++) {
          named.put(rows.getFirst().get(i), row.get(i));
        }
        byEntry.computeIfAbsent(cell(named, "entry_id"), id -> new ArrayList<>()).add(named);
      }
      var dated = new TreeMap<String, List<List<Map<String, String>>>>();
      byEntry
          .values()
          .forEach(
              entry ->
                  dated
                      .computeIfAbsent(cell(entry.getFirst(), "date"), day -> new ArrayList<>())
                      .add(entry));
      return new ScoreBoard(
          file, bytes.sha256().bytes(), dated.values().stream().flatMap(List::stream).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)).stream()
        .map(cell -> cell.replace("\"", ""))
        .toList();
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  /** How many rows there are. */
  int rows() {
    return entries.stream().mapToInt(List::size).sum();
  }

  /** The built-in benchmarks that its rows are of. */
  static List<Json.JsonObject> benchmarks() {
    return BENCHMARKS.documents();
  }

  /** One of its entries, as {@code collector} states it. */
  Json statement(Person collector, List<Map<String, String>> entry) {
    Map<String, String> row = entry.getFirst();
    var settings = Json.object();
    var results = new ArrayList<Json>();
    for (Map<String, String> result : entry) {
      String shots = cell(result, "n_shot");
      settings.put("shots-" + shots, settings(shots));
      results.add(result(result, "shots-" + shots));
    }
    return collector
        .statement("evaluation")
        .put("model", model(row))
        .put("run", run())
        .put("settings", settings.build())
        .put("results", Json.of(results))
        .put("source", source(row))
        .put("notes", "")
        .build();
  }

  private static Json model(Map<String, String> row) {
    String name = cell(row, "model");
    return Json.object()
        .put("id", name.contains("/") ? name : "_/" + name)
        .put("revision", stated(row, "revision"))
        .put("precision", stated(row, "precision"))
        .put("parameters", parameters(row))
        .put(
            "activeParameters",
            cell(row, "moe").equals("True") ? unknown("undisclosed") : parameters(row))
        .build();
  }

  /** As published, else read from the model's name; the tables print 0 or -1 for unknown. */
  private static Json parameters(Map<String, String> row) {
    for (String column : List.of("params_billions", "params_from_name")) {
      String text = cell(row, column);
      if (!text.isEmpty() && new BigDecimal(text).signum() > 0) {
        return Json.of(new BigDecimal(text).movePointRight(9).longValue());
      }
    }
    return unknown("undisclosed");
  }

  private static Json run() {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", "lm-evaluation-harness")
                .put("version", unknown("not in the table"))
                .put("revision", unknown("not in the table"))
                .build())
        .put("hardware", unknown("not in the table"))
        .build();
  }

  private static Json settings(String shots) {
    return Json.object()
        .put("shots", Long.parseLong(shots))
        .put("seed", unknown("not in the table"))
        .put("promptTemplate", unknown("not in the table"))
        .put("hyperparameters", unknown("not in the table"))
        .build();
  }

  private static Json result(Map<String, String> row, String settings) {
    String name = cell(row, "benchmark");
    BenchmarkTask task = BENCHMARKS.resolve(MEANT.getOrDefault(name, name)).orElseThrow();
    var score = new BigDecimal(cell(row, "score"));
    boolean percent = cell(row, "scale").equals("0-100");
    ObjectBuilder result =
        Json.object()
            .put("benchmark", task.benchmark().benchmark())
            .put("benchmarkVersion", task.benchmark().version())
            .put("metric", cell(row, "metric"))
            .put("filter", "none")
            .put("value", (percent ? score.movePointLeft(2) : score).toPlainString())
            .put("samples", Long.parseLong(cell(row, "n_items")))
            .put("settings", settings);
    String part = task.task();
    return (part == null ? result : result.put("task", part)).build();
  }

  private Json source(Map<String, String> row) {
    return Json.object()
        .put("url", "https://example.org/boards/" + cell(row, "source"))
        .put("publishedAt", published(cell(row, "date")))
        .put("retrievedAt", "2026-01-01T00:00:00Z")
        .put("sha256", digest.hex())
        .put("claimedBy", cell(row, "source"))
        .build();
  }

  /** The tables write nothing, or "nan", for what they do not know. */
  private static Json stated(Map<String, String> row, String column) {
    String text = cell(row, column);
    return text.isEmpty() || text.equals("nan") ? unknown("not in the table") : Json.of(text);
  }

  private static Json published(String date) {
    return switch (date.length()) {
      case 0 -> unknown("not in the table");
      case 10 -> Json.of(date + "T00:00:00Z");
      default -> Json.of(date.endsWith("Z") ? date : date.replace(' ', 'T') + "Z");
    };
  }

  private static Json unknown(String why) {
    return Json.object().put("unknown", why).build();
  }
}
