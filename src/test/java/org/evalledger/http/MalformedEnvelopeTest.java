package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.text;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no envelope, or carries no I-JSON: 400, 413, 415, and nothing is stored. */
class MalformedEnvelopeTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int LIMIT = 100_000;
  private static final List<String> DOORS =
      List.of("/v1/submissions", "/v1/submissions/check", "/v1/key-requests");

  private static RunningService service;
  private static Person lab;
  private static String size;

  @BeforeAll
  static void open() {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.max.statement.bytes", LIMIT);
    service = RunningService.open(properties);
    lab = service.join("lab", List.of("lab"), List.of());
    size = text(service.read("/v1/log"), "size");
  }

  @AfterAll
  static void close() {
    assertThat(text(service.read("/v1/log"), "size")).as("nothing was stored").isEqualTo(size);
    service.close();
  }

  private static HttpResponse<String> post(String path, String mediaType, BodyPublisher body) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", mediaType)
            .POST(body)
            .build());
  }

  private static HttpResponse<String> post(String path, String mediaType, String body) {
    return post(path, mediaType, BodyPublishers.ofString(body));
  }

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of("nothing but space", " ", 0),
        Arguments.of("no JSON", "hello", 5),
        Arguments.of("truncated", "{\"type\":\"evalu", 14),
        Arguments.of("a name twice", "{\"type\":\"key\",\"type\":\"key\"}", 20),
        Arguments.of("65 deep", "[".repeat(65) + "]".repeat(65), 65),
        Arguments.of("a byte order mark", "\uFEFF{}", 0),
        Arguments.of("half a surrogate", "{\"type\":\"\\ud800\"}", 16),
        Arguments.of("a noncharacter", "{\"type\":\"\uFFFF\"}", 13),
        Arguments.of("a number beyond double", "{\"version\":1e400}", 16),
        Arguments.of("a number of 101 digits", "{\"version\":1" + "0".repeat(100) + "}", 112),
        Arguments.of("something behind the end", "{} {}", 4),
        Arguments.of("a comment", "{/* */}", 2),
        Arguments.of("single quotes", "{'type':1}", 2),
        Arguments.of("not a number", "{\"version\":NaN}", 14),
        Arguments.of("a leading zero", "{\"version\":01}", 12));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void aPayloadThatIsNoStrictJsonSaysWhereReadingStopped(String what, String payload, int offset) {
    HttpResponse<String> answer =
        service.post(Jws.compact(Typ.STATEMENT, Bytes.ofUtf8(payload), lab.key()));
    assertThat(problem(answer)).isEqualTo("400 /problems/malformed");
    assertThat(Answers.pointers(answer)).containsExactly("");
    assertThat(byteIn(Answers.detail(answer))).isBetween(offset - 2, offset + 2);
  }

  private static int byteIn(String detail) {
    return Integer.parseInt(detail.replaceFirst(".*near its byte ([0-9]+): .*", "$1"));
  }

  @Test
  void bytesThatAreNoUtf8SayWhichOne() {
    byte[] payload = "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    payload[9] = (byte) 0xC3;
    HttpResponse<String> answer =
        service.post(Jws.compact(Typ.STATEMENT, Bytes.copyOf(payload), lab.key()));
    assertThat(problem(answer)).isEqualTo("400 /problems/malformed");
    assertThat(Answers.detail(answer)).contains("near its byte 9:", "UTF-8");
  }

  static Stream<Arguments> envelopes() {
    String jose = "application/jose";
    String json = "application/jose+json";
    return Stream.of(
        Arguments.of(jose, "", ""),
        Arguments.of(jose, "hello", ""),
        Arguments.of(jose, "a.b", ""),
        Arguments.of(jose, "e30.e30.AA.AA", ""),
        Arguments.of(jose, "e30..AA", ""),
        Arguments.of(jose, "e30=.e30.AA", ""),
        Arguments.of(json, "", ""),
        Arguments.of(json, "{\"payload\":\"e30\",\"signatures\":[", ""),
        Arguments.of(json, "[]", ""),
        Arguments.of(json, "{\"payload\":\"e30\",\"payload\":\"e30\"}", ""),
        Arguments.of(json, "{\"payload\":\"e30\",\"signatures\":[]}", "/signatures"),
        Arguments.of(json, "{\"payload\":\"e30\",\"signatures\":{}}", "/signatures"),
        Arguments.of(json, "{\"payload\":7,\"signatures\":[{}]}", "/payload"),
        Arguments.of(
            json,
            "{\"payload\":\"e30\",\"signatures\":[{\"protected\":\"e30\"}]}",
            "/signatures/0/signature"));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void whatIsNoEnvelopeIsRefusedAtEveryDoor(String mediaType, String body, String pointer) {
    for (String door : DOORS) {
      HttpResponse<String> answer = post(door, mediaType, body);
      assertThat(problem(answer)).as(door).isEqualTo("400 /problems/malformed");
      assertThat(Answers.pointers(answer)).contains(pointer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void otherMediaTypesAreRefusedAtEveryDoor(String mediaType) {
    for (String door : DOORS) {
      HttpResponse<String> answer = post(door, mediaType, "{}");
      assertThat(problem(answer)).as(door).isEqualTo("415 /problems/unsupported-media-type");
      assertThat(answer.body())
          .contains("application/jose+json", "application/vnd.dsse.envelope.v1+json");
    }
  }

  @Test
  void aBodyWithoutMediaTypeIsRefused() {
    for (String door : DOORS) {
      HttpResponse<String> answer =
          service.send(
              HttpRequest.newBuilder(service.uri(door))
                  .POST(BodyPublishers.ofString("{}"))
                  .build());
      assertThat(problem(answer)).as(door).isEqualTo("415 /problems/unsupported-media-type");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/jose; charset=utf-8", "Application/JOSE"})
  void theMediaTypeMayHaveParametersAndCapitals(String mediaType) {
    String envelope = lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()).utf8();
    assertThat(post("/v1/submissions/check", mediaType, envelope).statusCode()).isEqualTo(200);
  }

  @Test
  void oneByteAboveTheLimitIsTooLarge() {
    String body = "x".repeat(LIMIT + 1);
    for (String door : List.of("/v1/submissions", "/v1/submissions/check")) {
      HttpResponse<String> answer = post(door, "application/jose", body);
      assertThat(problem(answer)).isEqualTo("413 /problems/too-large");
      assertThat(Answers.detail(answer)).contains("100000 bytes");
      assertThat(problem(post(door, "application/jose", body.substring(1))))
          .isEqualTo("400 /problems/malformed");
    }
    assertThat(problem(post("/v1/key-requests", "application/jose", body)))
        .isEqualTo("413 /problems/too-large");
  }

  @Test
  void farAboveTheServersLimitIsTooLargeToo() {
    byte[] body = new byte[20 << 20];
    for (String door : DOORS) {
      assertThat(problem(post(door, "application/jose", BodyPublishers.ofByteArray(body))))
          .as("%s with a length", door)
          .isEqualTo("413 /problems/too-large");
      BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      assertThat(problem(post(door, "application/jose", chunked)))
          .as("%s in chunks", door)
          .isEqualTo("413 /problems/too-large");
    }
    assertThat(service.get("/v1/log").statusCode()).isEqualTo(200);
  }
}
