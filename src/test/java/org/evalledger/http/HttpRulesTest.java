package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every address: methods, representations, other sites' pages. */
class HttpRulesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static HttpResponse<String> send(String method, String path, String... headers) {
    var request = HttpRequest.newBuilder(service.uri(path)).method(method, BodyPublishers.noBody());
    return service.send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  @Test
  void aMethodThatDoesNotFitIsAProblemThatNamesThoseThatDo() {
    for (String method : List.of("PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer = send(method, "/v1/log");
      assertThat(problem(answer)).isEqualTo("405 /problems/method-not-allowed");
      assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }
    assertThat(problem(send("GET", "/v1/submissions")))
        .isEqualTo("405 /problems/method-not-allowed");
    assertThat(problem(send("POST", "/v1/scores"))).isEqualTo("405 /problems/method-not-allowed");
  }

  @Test
  void aRepresentationThatIsNotOfferedIsAProblem() {
    for (String path : List.of("/v1/log", "/v1/scores", "/v1/entries/0")) {
      assertThat(problem(send("GET", path, "Accept", "image/png")))
          .isEqualTo("406 /problems/not-acceptable");
    }
    assertThat(send("GET", "/v1/log", "Accept", "text/html, */*;q=0.1").statusCode())
        .isEqualTo(200);
  }

  @Test
  void headAnswersAsGetWithoutTheBody() {
    for (String path :
        List.of(
            "/v1/log",
            "/v1/log/service-registration",
            "/v1/entries",
            "/v1/entries/0",
            "/v1/entries/0/envelope",
            "/v1/entries/0/bundle",
            "/v1/scores",
            "/openapi/evalledger.yaml")) {
      HttpResponse<String> got = service.get(path);
      HttpResponse<String> answer = send("HEAD", path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      for (String header : List.of("ETag", "Cache-Control", "Content-Type")) {
        assertThat(answer.headers().firstValue(header))
            .as(path + " " + header)
            .isEqualTo(got.headers().firstValue(header));
      }
      assertThat(answer.headers().firstValue("Content-Length").orElse("none"))
          .as(path)
          .isIn("none", got.headers().firstValue("Content-Length").orElse("none"));
    }
    HttpResponse<String> page = send("HEAD", "/docs");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEmpty();
    assertThat(send("HEAD", "/v1/entries/9999").statusCode()).isEqualTo(404);
  }

  @Test
  void tooMuchIsToldOneLimitAndWhatToDoAboutIt() {
    String padding = " ".repeat(9 * 1024 * 1024);
    for (int bytes : new int[] {8 * 1024 * 1024 + 1, padding.length()}) {
      HttpResponse<String> answer =
          service.post("/v1/submissions", Bytes.ofUtf8(padding.substring(0, bytes)));
      assertThat(problem(answer)).isEqualTo("413 /problems/too-large");
      assertThat(Answers.detail(answer)).isEqualTo("At most 8388608 bytes are taken.");
      assertThat(answer.body()).contains("Split the results");
    }
    for (int bytes : new int[] {65_537, padding.length()}) {
      HttpResponse<String> answer =
          service.post("/v1/key-requests", Bytes.ofUtf8(padding.substring(0, bytes)));
      assertThat(problem(answer)).isEqualTo("413 /problems/too-large");
      assertThat(Answers.detail(answer)).isEqualTo("At most 65536 bytes are taken.");
      assertThat(answer.body()).contains("registration alone").doesNotContain("results");
    }
  }

  @Test
  void aKeyThatIsNotKnownIsNamed() {
    Person stranger = Person.called("stranger");
    HttpResponse<String> answer =
        service.post(stranger.sign(stranger.evaluation("lab/m", "quiz", "0.5").build()));
    assertThat(problem(answer)).isEqualTo("401 /problems/unauthorised");
    assertThat(Answers.detail(answer)).contains(stranger.key().kid().value());
  }

  @Test
  void anyPageMayRead() {
    HttpResponse<String> answer = send("GET", "/v1/log", "Origin", "https://reader.example");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").orElse("none"))
        .isIn("*", "https://reader.example");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aPagesQuestionBeforeReadingIsAnswered() {
    HttpResponse<String> answer =
        send(
            "OPTIONS",
            "/v1/scores",
            "Origin",
            "https://reader.example",
            "Access-Control-Request-Method",
            "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse("none"))
        .contains("GET")
        .doesNotContain("POST");
  }

  @Test
  void noPageMayWriteFromElsewhere() {
    HttpResponse<String> answer =
        send(
            "OPTIONS",
            "/v1/submissions",
            "Origin",
            "https://writer.example",
            "Access-Control-Request-Method",
            "POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .doesNotContain("POST");
  }

  /** Browsers write where a page comes from also where it comes from here. */
  @Test
  void aPageOfTheServiceItselfWrites() {
    String own = "http://" + service.uri("/").getAuthority();
    for (String origin : List.of(own, "https://writer.example", "null", own + "1")) {
      HttpResponse<String> answer =
          service.send(
              HttpRequest.newBuilder(service.uri("/v1/submissions/check"))
                  .header("Origin", origin)
                  .header("Content-Type", "application/jose")
                  .POST(HttpRequest.BodyPublishers.ofString("a.b.c"))
                  .build());
      assertThat(answer.statusCode()).as(origin).isEqualTo(origin.equals(own) ? 400 : 403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void aProblemIsReadableFromAnyPageToo() {
    HttpResponse<String> answer =
        send("GET", "/v1/entries/9999", "Origin", "https://reader.example");
    assertThat(problem(answer)).isEqualTo("404 /problems/not-found");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").orElse("none"))
        .isIn("*", "https://reader.example");
  }
}
