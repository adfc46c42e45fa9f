package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many statements over one connection, streamed both ways. */
class BatchEndpointTest {
  private static final int LIMIT = 100_000;

  /** Of a whole batch; the service's own is 1 GiB. */
  private static final int MOST = 2_000_000;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;
  private static int models;

  @BeforeAll
  static void open() {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.max.statement.bytes", LIMIT);
    properties.put("evalledger.batch.max.bytes", MOST);
    service = RunningService.open(properties);
    lab = service.join("lab", List.of("lab"), List.of());
  }

  @AfterAll
  static void close() {
    service.close();
  }

  /** A new evaluation as a line: a compact JWS as a JSON string. */
  private static String line() {
    return line(lab.sign(lab.evaluation("lab/m" + models++, "quiz", "0.5").build()));
  }

  private static String line(Bytes envelope) {
    return envelope.at(0) == '{' ? envelope.utf8() : "\"" + envelope.utf8() + "\"";
  }

  private static List<JsonObject> answers(String lines) {
    HttpResponse<String> answer =
        service.post("/v1/submissions/batch", "application/x-ndjson", Bytes.ofUtf8(lines));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .startsWith("application/x-ndjson");
    return answer.body().lines().map(RunningService::object).toList();
  }

  private static List<String> statuses(String lines) {
    return answers(lines).stream().map(answer -> text(answer, "status")).toList();
  }

  @Test
  void aLineIsAnsweredBeforeTheNextIsSent() throws IOException {
    try (var connection = new Connection()) {
      for (int i = 0; i < 3; i++) {
        connection.chunk(line() + "\n");
        JsonObject answer = object(connection.line());
        assertThat(text(answer, "line")).isEqualTo(Integer.toString(i));
        assertThat(text(answer, "status")).isEqualTo("201");
      }
      connection.chunk("");
      assertThat(connection.rest()).isEmpty();
    }
  }

  /** HTTP/1.1 spoken by hand: a client library would send the request before it reads. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;
    private boolean inBody;

    Connection() throws IOException {
      socket = new Socket(service.uri("/").getHost(), service.uri("/").getPort());
      socket.setSoTimeout(30_000);
      out = socket.getOutputStream();
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      send(
          """
          POST /v1/submissions/batch HTTP/1.1
          Host: localhost
          Content-Type: application/x-ndjson
          Transfer-Encoding: chunked

          """
              .replace("\n", "\r\n"));
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    void chunk(String text) throws IOException {
      send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /** The next line of the body that is an answer, not a chunk's size. */
    String line() throws IOException {
      if (!inBody) {
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        while (!in.readLine().isEmpty()) {
          inBody = true;
        }
      }
      String line = in.readLine();
      while (!line.startsWith("{")) {
        line = in.readLine();
      }
      return line;
    }

    /** What comes behind the last answer, but for the end of the chunks. */
    List<String> rest() throws IOException {
      var rest = new ArrayList<String>();
      for (String line = in.readLine(); !line.equals("0"); line = in.readLine()) {
        if (!line.isEmpty()) {
          rest.add(line);
        }
      }
      return rest;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void answersComeInTheOrderOfTheLinesAndABadLineSpoilsNoOther() {
    String known = line();
    assertThat(statuses(known)).containsExactly("201");
    String forged = lab.sign(lab.evaluation("lab/forged", "quiz", "0.5").build()).utf8();
    String lines =
        String.join(
            "\n",
            line(),
            "not json",
            known,
            "",
            "[1]",
            "\"" + forged.substring(0, forged.length() - 4) + "AAAA\"",
            line(lab.sign(lab.evaluation("lab/none", "no-such-benchmark", "0.5").build())) + "\r",
            "{}",
            line());
    List<JsonObject> answers = answers(lines);
    assertThat(answers.stream().map(answer -> text(answer, "status")).toList())
        .containsExactly("201", "400", "200", "400", "401", "422", "400", "201");
    for (int i = 0; i < answers.size(); i++) {
      JsonObject answer = answers.get(i);
      assertThat(text(answer, "line")).isEqualTo(Integer.toString(i));
      boolean stands = text(answer, "status").startsWith("2");
      assertThat(at(answer, "problem") instanceof JsonNull).isEqualTo(stands);
      assertThat(at(answer, "submission") instanceof JsonNull).isNotEqualTo(stands);
    }
    assertThat(text(answers.get(5), "problem", "type")).isEqualTo("/problems/invalid");
  }

  @Test
  void aLineMayDependOnTheOneBeforeIt() {
    Person late = Person.called("late");
    String lines =
        String.join(
            "\n",
            line(late.signWith(late.registration(), service.operator())),
            line(late.sign(late.evaluation("some/model", "quiz", "0.5").build())));
    assertThat(statuses(lines)).containsExactly("201", "201");
  }

  @Test
  void manyLinesAreAllAnsweredOnce() {
    var lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      lines.append(line()).append('\n');
    }
    List<JsonObject> answers = answers(lines.toString());
    assertThat(answers).hasSize(300);
    assertThat(answers.stream().map(answer -> text(answer, "submission", "index")).distinct())
        .hasSize(300);
    assertThat(answers.stream().map(answer -> text(answer, "status")).distinct())
        .containsExactly("201");
  }

  @Test
  void aLineThatIsTooLongIsAnsweredAndTheNextIsTaken() {
    assertThat(statuses("x".repeat(LIMIT + 3) + "\n" + line())).containsExactly("413", "201");
    assertThat(statuses("x".repeat(3 * LIMIT) + "\n" + line())).containsExactly("413", "201");
    assertThat(statuses("\"" + "x".repeat(LIMIT + 1) + "\"")).containsExactly("413");
    assertThat(statuses("\"" + "x".repeat(LIMIT) + "\"")).containsExactly("400");
  }

  @Test
  void whereTheWholeIsTooLongTheLastAnswerSaysSo() {
    String lines = line() + "\n" + " ".repeat(MOST) + "\n" + line();
    HttpRequest chunked =
        HttpRequest.newBuilder(service.uri("/v1/submissions/batch"))
            .header("Content-Type", "application/x-ndjson")
            .timeout(Duration.ofSeconds(30))
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))))
            .build();
    List<JsonObject> answers =
        service.send(chunked).body().lines().map(RunningService::object).toList();
    assertThat(answers.getFirst().get("status")).isEqualTo(Json.of(201));
    assertThat(answers.getLast().get("status")).isEqualTo(Json.of(413));
    assertThat(text(answers.getLast(), "problem", "detail"))
        .isEqualTo("At most " + MOST + " bytes are taken.");
    assertThat(statuses(line())).containsExactly("201");
  }

  @Test
  void nothingIsAnsweredWithNothing() {
    assertThat(answers("")).isEmpty();
    assertThat(answers("\n \r\n\n")).isEmpty();
  }

  @Test
  void aBatchIsNotTakenUnderAnotherMediaType() {
    HttpResponse<String> answer =
        service.post("/v1/submissions/batch", "application/json", Bytes.ofUtf8(line()));
    assertThat(Answers.problem(answer)).isEqualTo("415 /problems/unsupported-media-type");
  }

  @Test
  void clientsThatGoAwayLeaveRoomForOthers() throws IOException {
    for (int i = 0; i < 40; i++) {
      try (var connection = new Connection()) {
        connection.chunk(line() + "\n");
        assertThat(text(object(connection.line()), "status")).isEqualTo("201");
      }
    }
    long deadline = System.nanoTime() + 20_000_000_000L;
    int status;
    do {
      status =
          service
              .post("/v1/submissions/batch", "application/x-ndjson", Bytes.ofUtf8(line()))
              .statusCode();
    } while (status == 503 && System.nanoTime() < deadline);
    assertThat(status).isEqualTo(200);
  }

  @Test
  void moreBatchesAtOnceThanAreTakenAreAskedToComeAgain() throws IOException {
    var open = new ArrayList<Connection>();
    try {
      for (int i = 0; i < 16; i++) {
        var connection = new Connection();
        open.add(connection);
        connection.chunk(line() + "\n");
        assertThat(text(object(connection.line()), "status")).isEqualTo("201");
      }
      HttpResponse<String> answer =
          service.post("/v1/submissions/batch", "application/x-ndjson", Bytes.ofUtf8(line()));
      assertThat(Answers.problem(answer)).isEqualTo("503 /problems/overloaded");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } finally {
      for (Connection connection : open) {
        connection.chunk("");
        connection.rest();
        connection.close();
      }
    }
  }

  @Test
  void theBytesOfAnObjectAreThoseOfItsLine() {
    Json statement = lab.evaluation("lab/general", "quiz", "0.5").build();
    Bytes envelope = lab.signWith(statement);
    List<JsonObject> answers = answers(envelope.utf8() + "\r\n");
    String index = text(answers.getFirst(), "submission", "index");
    assertThat(service.get("/v1/entries/" + index + "/envelope").body()).isEqualTo(envelope.utf8());
  }
}
