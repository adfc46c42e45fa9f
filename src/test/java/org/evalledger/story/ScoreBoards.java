package org.evalledger.story;

import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/**
 * Whole score tables in a running ledger, and the cases they open: what a reviewer's first morning
 * looks like. Run by hand, with the tables and a directory for the case list and files.
 */
final class ScoreBoards {
  private static final int LINES = 500;

  private ScoreBoards() {}

  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    try (var service = RunningService.open(Map.of())) {
      Person collector = open(service);
      for (int i = 1; i < args.length; i++) {
        ScoreBoard board = ScoreBoard.read(Path.of(args[i]));
        long start = System.nanoTime();
        Map<Integer, Integer> answers = load(service, collector, board);
        System.out.printf(
            "%s: %d rows, %d entries, answers %s, %d s%n",
            args[i],
            board.rows(),
            board.entries().size(),
            answers,
            (System.nanoTime() - start) / 1_000_000_000L);
        write(service, Files.createDirectories(out.resolve("board-" + i)));
      }
    }
  }

  /** Registers a collector and the built-in benchmarks. */
  static Person open(RunningService service) {
    ScoreBoard.benchmarks()
        .forEach(
            document -> {
              var statement = service.operator().statement("benchmark");
              document.members().forEach(statement::put);
              service.accept(service.operator().sign(statement.build()));
            });
    return service.join("boards", List.of(), List.of("collector"));
  }

  /** Submits all of it; how many answers had which status. */
  static Map<Integer, Integer> load(RunningService service, Person collector, ScoreBoard board) {
    var answers = new TreeMap<Integer, Integer>();
    var lines = new StringBuilder();
    for (int i = 0; i < board.entries().size(); i++) {
      Json statement = board.statement(collector, board.entries().get(i));
      lines.append('"').append(collector.sign(statement).utf8()).append("\"\n");
      if ((i + 1) % LINES == 0 || i + 1 == board.entries().size()) {
        send(service, lines.toString())
            .forEach((status, n) -> answers.merge(status, n, Integer::sum));
        lines.setLength(0);
        System.out.println(i + 1 + " of " + board.entries().size());
      }
    }
    return answers;
  }

  private static Map<Integer, Integer> send(RunningService service, String lines) {
    HttpResponse<String> response =
        service.send(
            HttpRequest.newBuilder(service.uri("/v1/submissions/batch"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build());
    var answers = new TreeMap<Integer, Integer>();
    response
        .body()
        .lines()
        .map(line -> ((JsonReader.Value) JsonReader.read(Bytes.ofUtf8(line))).json())
        .forEach(
            answer -> {
              int status = Integer.parseInt(text(answer, "status"));
              if (status != 201 && !answers.containsKey(status)) {
                System.out.println(answer.canonical().utf8());
              }
              answers.merge(status, 1, Integer::sum);
            });
    return answers;
  }

  private static void write(RunningService service, Path out) throws IOException {
    List<JsonObject> cases = cases(service);
    var list = new StringBuilder();
    cases.forEach(one -> list.append(one.canonical().utf8()).append('\n'));
    Files.writeString(out.resolve("cases.ndjson"), list);
    System.out.println(cases.size() + " cases");
    for (int i = 0; i < Integer.min(20, cases.size()); i++) {
      String file = service.get("/v1/cases/" + text(cases.get(i), "id")).body();
      Files.writeString(out.resolve("file-%02d.json".formatted(i + 1)), file);
    }
  }

  /** All cases, in the order in which reviewers get them. */
  static List<JsonObject> cases(RunningService service) {
    var all = new ArrayList<JsonObject>();
    String after = "";
    while (true) {
      JsonObject page = service.read("/v1/cases?limit=1000" + after);
      ((JsonArray) RunningService.at(page, "items"))
          .items()
          .forEach(one -> all.add((JsonObject) one));
      if (!(page.get("next") instanceof Json.JsonString(var next))) {
        return all;
      }
      after = "&after=" + next;
    }
  }
}
