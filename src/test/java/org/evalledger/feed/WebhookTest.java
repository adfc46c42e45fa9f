package org.evalledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks: signed, in order, tried again, put aside, and never into a private network. */
@Timeout(120)
class WebhookTest {
  @RegisterExtension static final TestDatabase OPEN = new TestDatabase();
  @RegisterExtension static final TestDatabase NOTED = new TestDatabase();
  @RegisterExtension static final TestDatabase ENDLESS = new TestDatabase();
  @RegisterExtension static final TestDatabase GUARDED = new TestDatabase();

  private static RunningService withPrivateTargets(TestDatabase database) {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put("evalledger.webhook.private", "true");
    properties.put("evalledger.webhook.pauses", "PT0.05S,PT0.05S");
    return RunningService.open(properties);
  }

  private static Json wish(Person person, String url, List<String> events) {
    return Json.object()
        .put("ledgers", Json.ofStrings(List.of("localhost/test")))
        .put("submitter", person.id())
        .put("issuedAt", Instant.now().toString())
        .put("url", url)
        .put("events", Json.ofStrings(events))
        .put("model", Json.ofNull())
        .build();
  }

  private static Bytes signed(Person person, Json wish) {
    return Jws.compact(Typ.WEBHOOK, wish.canonical(), person.key());
  }

  private static HttpResponse<String> ask(RunningService service, Bytes envelope) {
    return service.post("/v1/webhooks", envelope);
  }

  private static JsonObject added(RunningService service, Bytes envelope) {
    HttpResponse<String> answer = ask(service, envelope);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningService.object(answer.body());
  }

  private static void result(RunningService service, Person lab, String model, String value) {
    service.accept(lab.sign(lab.evaluation(model, "quiz", value).build()));
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("waited long enough").isBefore(end);
      Thread.sleep(20);
    }
  }

  @Test
  void deliversSignedInOrderTriesAgainPutsAsideAndBeginsAgain() throws Exception {
    try (RunningService service = withPrivateTargets(OPEN);
        var receiver = new Receiver()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Bytes wish = signed(lab, wish(lab, receiver.url(), List.of("flag")));
      String id = text(added(service, wish), "id");
      assertThat(text(added(service, wish), "id")).as("the same bytes again").isEqualTo(id);

      result(service, lab, "lab/a", "0.50");
      result(service, lab, "lab/b", "0.505");
      result(service, lab, "lab/c", "0.605");
      until(() -> receiver.deliveries().size() == 2);
      assertThat(indexes(receiver)).containsExactly("5", "6");
      for (Receiver.Delivery delivery : receiver.deliveries()) {
        assertThat(verifies(service, delivery)).isTrue();
      }

      receiver.answer(302);
      result(service, lab, "lab/d", "0.705");
      until(() -> deadLetters(service, id).items().size() == 1);
      assertThat(indexes(receiver)).containsExactly("5", "6", "7", "7", "7");
      assertThat(text(deadLetters(service, id), "0", "index")).isEqualTo("7");
      assertThat(text(deadLetters(service, id), "0", "attempts")).isEqualTo("3");
      assertThat(text(deadLetters(service, id), "0", "error")).contains("302");

      receiver.answer(204);
      result(service, lab, "lab/e", "0.805");
      until(() -> receiver.deliveries().size() == 6);
      assertThat(
              service
                  .send(
                      HttpRequest.newBuilder(service.uri("/v1/webhooks/" + id + "/retry"))
                          .POST(HttpRequest.BodyPublishers.noBody())
                          .build())
                  .statusCode())
          .isEqualTo(202);
      until(() -> receiver.deliveries().size() == 8);
      assertThat(indexes(receiver)).containsExactly("5", "6", "7", "7", "7", "8", "7", "8");
      assertThat(receiver.deliveries().get(6).id())
          .isEqualTo(receiver.deliveries().get(2).id())
          .isEqualTo(id + ".7");
      assertThat(deadLetters(service, id).items()).isEmpty();

      HttpRequest end = HttpRequest.newBuilder(service.uri("/v1/webhooks/" + id)).DELETE().build();
      assertThat(service.send(end).statusCode()).isEqualTo(204);
      assertThat(service.get("/v1/webhooks/" + id).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whatFailedOfANoticeIsNotCountedAgainstTheEventBehindIt() throws Exception {
    try (RunningService service = withPrivateTargets(NOTED);
        var receiver = new Receiver()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      result(service, lab, "lab/a", "0.505");
      String id = text(added(service, signed(lab, wish(lab, receiver.url(), List.of()))), "id");
      receiver.answer(500);
      try (var connection = NOTED.connect();
          var statement = connection.createStatement()) {
        statement.executeUpdate(
            """
            insert into case_notice (opening, cause, change, assignee, since, noted_at, after_index)
            select opening, cause, 'assigned', 'ann', now(), now(), opening
            from review_case
            """);
      }
      until(() -> deliveries(receiver, ".notice-1") == 2);
      result(service, lab, "lab/b", "0.50");
      until(() -> !deadLetters(service, id).items().isEmpty());
      assertThat(text(deadLetters(service, id), "0", "attempts")).isEqualTo("3");
      assertThat(deliveries(receiver, "." + text(deadLetters(service, id), "0", "index")))
          .isEqualTo(3);
      until(() -> deliveries(receiver, ".notice-1") == 3);
    }
  }

  private static long deliveries(Receiver receiver, String end) {
    return receiver.deliveries().stream().filter(one -> one.id().endsWith(end)).count();
  }

  private static List<String> indexes(Receiver receiver) {
    return receiver.deliveries().stream()
        .map(delivery -> text(RunningService.object(delivery.body()), "index"))
        .toList();
  }

  private static JsonArray deadLetters(RunningService service, String id) {
    return (JsonArray) at(service.read("/v1/webhooks/" + id), "deadLetters");
  }

  /** By the JDK's own Ed25519, with the key that the log names. */
  private static boolean verifies(RunningService service, Receiver.Delivery delivery)
      throws Exception {
    byte[] encoded =
        Base64.getUrlDecoder().decode(text(service.read("/v1/log"), "serviceKey", "x"));
    boolean odd = (encoded[31] & 0x80) != 0;
    encoded[31] &= 0x7f;
    byte[] big = new byte[32];
    for (int i = 0; i < 32; i++) {
      big[i] = encoded[31 - i];
    }
    var key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, big))));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    String message = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
    verifier.update(message.getBytes(StandardCharsets.UTF_8));
    assertThat(delivery.signature()).startsWith("v1a,");
    return verifier.verify(Base64.getDecoder().decode(delivery.signature().substring(4)));
  }

  @Test
  void anAnswerWithoutEndHoldsNothingUp() throws Exception {
    try (RunningService service = withPrivateTargets(ENDLESS);
        var endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var receiver = new Receiver()) {
      Thread.ofVirtual().start(() -> answerWithoutEnd(endless));
      Person lab = service.join("lab", List.of("lab"), List.of());
      String url = "http://127.0.0.1:" + endless.getLocalPort() + "/";
      String id = text(added(service, signed(lab, wish(lab, url, List.of()))), "id");
      added(service, signed(lab, wish(lab, receiver.url(), List.of())));
      result(service, lab, "lab/a", "0.50");
      until(() -> !receiver.deliveries().isEmpty());
      until(() -> !deadLetters(service, id).items().isEmpty());
      assertThat(text(deadLetters(service, id), "0", "error")).contains("line");
    }
  }

  private static void answerWithoutEnd(ServerSocket socket) {
    byte[] more = "x".repeat(8_192).getBytes(StandardCharsets.UTF_8);
    while (!socket.isClosed()) {
      try (var connection = socket.accept()) {
        connection.getInputStream().read();
        connection.getOutputStream().write("HTTP/1.1 200 ".getBytes(StandardCharsets.UTF_8));
        while (true) {
          connection.getOutputStream().write(more);
        }
      } catch (IOException e) {
        // The other end has had enough, as it should.
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void asksForTlsAndPublicAddressesAndASignature() throws Exception {
    try (RunningService service = RunningService.open(GUARDED);
        var receiver = new Receiver()) {
      Person lab = service.join("lab", List.of("lab"), List.of());
      Person stranger = Person.called("lab");
      assertThat(status(service, lab, wish(lab, receiver.url(), List.of()))).isEqualTo(422);
      assertThat(status(service, lab, wish(lab, "https://", List.of()))).isEqualTo(422);
      assertThat(status(service, lab, wish(lab, "https://u:p@example.org/", List.of())))
          .isEqualTo(422);
      assertThat(status(service, lab, wish(lab, "https://example.org/", List.of("all"))))
          .isEqualTo(422);
      assertThat(status(service, lab, stale(lab))).isEqualTo(422);
      assertThat(status(service, lab, wish(lab, "https://example.org/", List.of("entry"))))
          .isEqualTo(201);
      assertThat(status(service, stranger, wish(lab, "https://example.org/", List.of())))
          .isEqualTo(401);
      assertThat(status(service, lab, wish(service.operator(), "https://example.org/", List.of())))
          .isEqualTo(403);
      Bytes statement = lab.sign(wish(lab, "https://example.org/", List.of()));
      assertThat(ask(service, statement).statusCode()).as("typ of a statement").isEqualTo(401);
      String long65k = "https://example.org/" + "x".repeat(65_536);
      assertThat(status(service, lab, wish(lab, long65k, List.of()))).isEqualTo(413);
      String long3k = "https://example.org/" + "x".repeat(3_000);
      assertThat(status(service, lab, wish(lab, long3k, List.of()))).isEqualTo(422);
      neverIntoThisMachine(service, lab, receiver);
      nobodyHasMoreThanTwenty(service, lab);
    }
  }

  private static int status(RunningService service, Person signer, Json wish) {
    return ask(service, signed(signer, wish)).statusCode();
  }

  private static Json stale(Person lab) {
    return ((JsonObject) wish(lab, "https://example.org/", List.of()))
        .with("issuedAt", Json.of("2026-01-01T00:00:00Z"));
  }

  private static void neverIntoThisMachine(RunningService service, Person lab, Receiver receiver)
      throws InterruptedException {
    String url = receiver.url().replace("http://127.0.0.1", "https://localhost");
    String id = text(added(service, signed(lab, wish(lab, url, List.of()))), "id");
    result(service, lab, "lab/a", "0.50");
    until(() -> !text(service.read("/v1/webhooks/" + id), "webhook", "lastError").equals("null"));
    assertThat(text(service.read("/v1/webhooks/" + id), "webhook", "lastError"))
        .contains("no public address");
    assertThat(receiver.deliveries()).isEmpty();
  }

  private static void nobodyHasMoreThanTwenty(RunningService service, Person lab) {
    for (int have = 2; have < Webhooks.MAX_OF_SUBMITTER; have++) {
      added(service, signed(lab, wish(lab, "https://example.org/" + have, List.of())));
    }
    assertThat(status(service, lab, wish(lab, "https://example.org/more", List.of())))
        .isEqualTo(429);
  }
}
