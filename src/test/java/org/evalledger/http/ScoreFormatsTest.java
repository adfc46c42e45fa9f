package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.cli.Ran;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same scores as JSON, CSV, NDJSON and Parquet, page by page and as files. */
class ScoreFormatsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    Person lab = service.join("lab", List.of("lab"), List.of());
    for (int i = 0; i < 5; i++) {
      Json result =
          Person.result("quiz", "0.5" + i).put("variant", "a,b'" + i).put("stderr", "0.05").build();
      service.accept(
          lab.sign(
              lab.evaluation("lab/m" + i, "quiz", "0")
                  .put("results", Json.of(List.of(result)))
                  .build()));
    }
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static HttpResponse<String> get(String path, String accept) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path)).header("Accept", accept).GET().build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static List<Json> items() {
    return ((JsonArray) at(service.read("/v1/scores?limit=1000"), "items")).items();
  }

  private static List<String> lines(String text, String end) {
    return List.of(text.split(end, -1)).stream().filter(line -> !line.isEmpty()).toList();
  }

  /** Follows the links from page to page. */
  private static List<String> pages(String accept) {
    var bodies = new ArrayList<String>();
    String path = "/v1/scores?benchmark=quiz&limit=2";
    while (!path.equals("none")) {
      HttpResponse<String> page = get(path, accept);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(header(page, "Content-Type")).startsWith(accept);
      assertThat(header(page, "Vary")).contains("Accept");
      bodies.add(page.body());
      path = header(page, "Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
    }
    return bodies;
  }

  @Test
  void ndjsonLinesAreTheItemsOfTheListInItsOrder() {
    List<String> lines =
        pages("application/x-ndjson").stream().flatMap(p -> lines(p, "\n").stream()).toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.stream().map(line -> object(line).canonical()).toList())
        .isEqualTo(items().stream().map(Json::canonical).toList());
  }

  @Test
  void csvHasALineOfNamesAndQuotesWhatItMust() {
    List<String> pages = pages("text/csv");
    assertThat(pages).hasSize(3);
    List<String> first = lines(pages.getFirst(), "\r\n");
    assertThat(first.getFirst())
        .startsWith(
            "index,result,model,revision,precision,adapter,parameters,benchmark,benchmarkVersion,")
        .endsWith("submitter,relation,standing,suspicion,verdict,receivedAt,keyDoubted");
    assertThat(first.get(1))
        .contains(",0,lab/m0,main,,,7000000000,quiz,1,,acc,none,,\"a,b'0\",0.50,0.05,100,")
        .endsWith(",false");
    assertThat(pages.stream().mapToInt(page -> lines(page, "\r\n").size() - 1).sum()).isEqualTo(5);
  }

  @Test
  void parquetIsReadByAnotherProgramAndSaysTheSame() throws IOException, SQLException {
    Path file = directory.resolve("it's.parquet");
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/v1/scores?model=lab/m3"))
            .header("Accept", "application/vnd.apache.parquet")
            .build();
    Files.write(file, bytes(request));
    assertThat(rows(file)).containsExactly("lab/m3|a,b'3|0.53|0.53|0.05|7000000000|null");
  }

  private static byte[] bytes(HttpRequest request) throws IOException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<String> rows(Path file) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var select =
            connection.prepareStatement(
                """
                select concat_ws('|', model, variant, value, "valueNumber", "stderrNumber",
                                 parameters, coalesce(task, 'null'))
                from read_parquet(?)
                order by index, result
                """)) {
      select.setString(1, file.toString());
      var found = select.executeQuery();
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  @Test
  void whatIsAskedForDecides() {
    for (String accept : List.of("*/*", "application/json", "text/html, */*")) {
      assertThat(header(get("/v1/scores", accept), "Content-Type"))
          .as(accept)
          .startsWith("application/json");
    }
    assertThat(header(get("/v1/scores", "text/csv;q=0.9, application/json;q=0.1"), "Content-Type"))
        .startsWith("text/csv");
    assertThat(Answers.problem(get("/v1/scores", "image/png")))
        .isEqualTo("406 /problems/not-acceptable");
    assertThat(Answers.problem(get("/v1/scores?after=x", "text/csv")))
        .isEqualTo("400 /problems/bad-request");
  }

  @Test
  void theCommandWritesAllPagesAsFiles() throws IOException, SQLException {
    Path csv = directory.resolve("scores.csv");
    Path ndjson = directory.resolve("scores.ndjson");
    Path parquet = directory.resolve("scores.parquet");
    Ran ran =
        Ran.cli(
            "export",
            "--csv",
            csv,
            "--ndjson",
            ndjson,
            "--parquet",
            parquet,
            "--from",
            service.uri("/"),
            "--filter",
            "benchmark=quiz",
            "--json");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(text(object(ran.out()), "scores")).isEqualTo("5");
    assertThat(Files.readString(csv)).isEqualTo(get("/v1/scores", "text/csv").body());
    assertThat(Files.readString(ndjson))
        .isEqualTo(get("/v1/scores", "application/x-ndjson").body());
    assertThat(rows(parquet)).hasSize(5);
    try (var all = Files.list(directory)) {
      assertThat(all.toList()).containsExactlyInAnyOrder(csv, ndjson, parquet);
    }
  }

  @Test
  void theCommandSaysWhatIsWrongAndLeavesNoFile() throws IOException {
    Path csv = directory.resolve("scores.csv");
    assertThat(Ran.cli("export").exit()).isEqualTo(2);
    assertThat(Ran.cli("export", "--csv", csv).exit()).isEqualTo(2);
    for (String filter : List.of("modle=x", "after=1", "x", "standing=good")) {
      Ran ran = Ran.cli("export", "--csv", csv, "--from", service.uri("/"), "--filter", filter);
      assertThat(ran.exit()).as(filter).isPositive();
      assertThat(ran.err()).as(filter).doesNotContain("should not happen");
    }
    try (var all = Files.list(directory)) {
      assertThat(all.toList()).isEmpty();
    }
  }
}
