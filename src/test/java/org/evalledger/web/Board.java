package org.evalledger.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.statement.Role;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;

/**
 * A ledger with the scores of real models: the built-in benchmarks that the committed extract of a
 * public leaderboard has, and its entries as an evaluator signs them.
 */
public final class Board {
  /** Benchmarks by the names that the extract has for them. */
  private static final Map<String, String> BENCHMARKS =
      Map.of(
          "MMLU-PRO", "mmlu_pro",
          "BBH", "bbh_leaderboard",
          "GPQA", "gpqa",
          "IFEval", "ifeval",
          "MUSR", "musr");

  private static final String EVALUATOR = "board";
  private static final int SENDERS = 12;

  private Board() {}

  /** One row of the extract. */
  private record Row(
      String entry,
      String model,
      BigDecimal billions,
      String benchmark,
      String metric,
      String score,
      long items,
      int shots,
      String revision,
      String base) {
    static Row of(List<String> cells) {
      return new Row(
          cells.get(0),
          cells.get(1),
          new BigDecimal(cells.get(2)),
          cells.get(4),
          cells.get(5),
          cells.get(6),
          Long.parseLong(cells.get(8)),
          Integer.parseInt(cells.get(9)),
          cells.get(13),
          cells.get(14));
    }
  }

  /** Fills {@code service} with the first {@code models} entries of the extract. */
  public static Person fill(RunningService service, int models) {
    Person evaluator = service.join(EVALUATOR, List.of(), List.of(Role.EVALUATOR.word()));
    for (JsonObject document : BuiltInBenchmarks.load().documents()) {
      if (BENCHMARKS.containsValue(RunningService.text(document, "benchmark"))) {
        ObjectBuilder statement = service.operator().statement("benchmark");
        document.members().forEach(statement::put);
        service.accept(service.operator().sign(statement.build()));
      }
    }
    // Together, so that they share batches: one after the other each would wait for its own.
    try (var senders = Executors.newFixedThreadPool(SENDERS)) {
      entries().values().stream()
          .limit(models)
          .map(rows -> evaluator.sign(evaluation(evaluator, rows)))
          .map(envelope -> senders.submit(() -> service.accept(envelope)))
          .toList()
          .forEach(Board::done);
    }
    return evaluator;
  }

  private static void done(Future<?> sent) {
    try {
      sent.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, List<Row>> entries() {
    var entries = new LinkedHashMap<String, List<Row>>();
    try (InputStream in = Board.class.getResourceAsStream("/scores/open-llm-leaderboard-v2.csv")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(Board::cells)
          .filter(cells -> BENCHMARKS.containsKey(cells.get(4)) && !cells.get(2).isEmpty())
          .map(Row::of)
          .filter(row -> row.billions().signum() > 0)
          .forEach(row -> entries.computeIfAbsent(row.entry(), id -> new ArrayList<>()).add(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** RFC 4180 as far as the extract needs it: commas inside double quotes. */
  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static JsonObject evaluation(Person evaluator, List<Row> rows) {
    Row first = rows.getFirst();
    var settings = Json.object();
    for (Row row : rows) {
      settings.put(row.benchmark(), settings(row));
    }
    return evaluator
        .evaluation(first.model(), "quiz", "0")
        .put(
            "model",
            Json.object()
                .put("id", first.model())
                .put("revision", first.revision())
                .put("parameters", first.billions().movePointRight(9).longValue())
                .put("baseModel", base(first))
                .build())
        .put("settings", settings.build())
        .put("results", Json.of(rows.stream().<Json>map(Board::result).toList()))
        .build();
  }

  /** As the extract has it where that is a name; it also says "(Merge)" behind some. */
  private static Json base(Row row) {
    String name = row.base().replaceFirst(" .*", "");
    boolean other = name.matches("[^/]+/[^/]+") && !name.equals(row.model());
    return other ? Json.of(name) : Json.ofNull();
  }

  private static JsonObject settings(Row row) {
    return Json.object()
        .put("shots", row.shots())
        .put("seed", 1234)
        .put("promptTemplate", Json.object().put("unknown", "undisclosed").build())
        .put("hyperparameters", Json.object().put("temperature", 0).build())
        .build();
  }

  private static JsonObject result(Row row) {
    return Json.object()
        .put("benchmark", Objects.requireNonNull(BENCHMARKS.get(row.benchmark())))
        .put("benchmarkVersion", "1")
        .put("metric", row.metric())
        .put("filter", "none")
        .put("value", row.score())
        .put("samples", row.items())
        .put("settings", row.benchmark())
        .build();
  }
}
