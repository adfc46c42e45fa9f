package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What caches are told, and that nothing stays in one that a later entry changes. */
class ConditionalTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return service.send(HttpRequest.newBuilder(service.uri(path)).headers(headers).GET().build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/entries/4",
        "/v1/entries/4/envelope",
        "/v1/entries/4/facts",
        "/v1/entries/4/assessments",
        "/v1/entries/4/proof",
        "/v1/entries/4/proof?size=5",
        "/v1/entries/4/bundle",
        "/v1/entries/4/receipt",
        "/v1/log/consistency?from=1&to=3"
      })
  void whoHasItAlreadyIsToldSo(String path) {
    HttpResponse<String> first = service.get(path);
    String tag = header(first, "ETag");
    assertThat(tag).startsWith("\"");
    for (String asked : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
      HttpResponse<String> again = get(path, "If-None-Match", asked);
      assertThat(again.statusCode()).as(asked).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "ETag")).isEqualTo(tag);
      assertThat(header(again, "Cache-Control")).isEqualTo(header(first, "Cache-Control"));
      assertThat(header(again, "Content-Type")).isEqualTo("none");
    }
    for (String asked : List.of("\"x\"", "", tag.replace("\"", ""))) {
      assertThat(get(path, "If-None-Match", asked).statusCode()).as(asked).isEqualTo(200);
    }
    HttpRequest.Builder head =
        HttpRequest.newBuilder(service.uri(path)).method("HEAD", BodyPublishers.noBody());
    assertThat(service.send(head.header("If-None-Match", tag).build()).statusCode()).isEqualTo(304);
  }

  @Test
  void aTakedownShowsAlsoToThoseWhoKeptTheEntry() {
    Bytes envelope = lab.sign(lab.evaluation("lab/erased", "quiz", "0.5").build());
    JsonObject answer = service.accept(envelope);
    String entry = "/v1/entries/" + text(answer, "index");
    HttpResponse<String> before = service.get(entry);
    HttpResponse<String> bytes = service.get(entry + "/envelope");
    HttpResponse<String> bundle = service.get(entry + "/bundle");
    for (HttpResponse<String> kept : List.of(before, bytes, bundle)) {
      assertThat(header(kept, "Cache-Control")).contains("no-cache").doesNotContain("max-age");
    }
    Person operator = service.operator();
    service.accept(
        operator.sign(
            operator
                .statement("takedown")
                .put("entry", Person.reference(answer))
                .put("reason", "a court order")
                .build()));
    HttpResponse<String> after = get(entry, "If-None-Match", header(before, "ETag"));
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(header(after, "ETag")).isNotEqualTo(header(before, "ETag"));
    assertThat(at(RunningService.object(after.body()), "erasedBy")).isNotInstanceOf(JsonNull.class);
    assertThat(get(entry + "/envelope", "If-None-Match", header(bytes, "ETag")).statusCode())
        .isEqualTo(404);
    assertThat(get(entry + "/bundle", "If-None-Match", header(bundle, "ETag")).statusCode())
        .isEqualTo(200);
  }
}
