package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.submission.ServiceKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports that nobody signs: work, a few for each client, and no word about standing. */
class AnonymousReportTest {
  private static final int BITS = 8;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static JsonObject entry;

  @BeforeAll
  static void open() {
    var properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.anonymous.reports", "true");
    properties.put("evalledger.anonymous.reports.bits", BITS);
    properties.put("evalledger.client.address.header", "X-Client");
    service = RunningService.open(properties);
    Person self = new Person("service", service.bean(ServiceKey.class).key());
    service.accept(self.signWith(self.registration(), service.operator()));
    service.accept(
        service
            .operator()
            .sign(service.operator().grant("service", List.of(), List.of("service"))));
    Person lab = service.join("lab", List.of("lab"), List.of());
    entry = service.accept(lab.sign(lab.evaluation("lab/one", "quiz", "0.35").build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static String challenge(String client) {
    HttpResponse<String> response = ask(client);
    assertThat(response.statusCode()).isEqualTo(200);
    return text(RunningService.object(response.body()), "challenge");
  }

  private static HttpResponse<String> ask(String client) {
    return service.send(
        HttpRequest.newBuilder(service.uri("/v1/reports/challenge"))
            .header("X-Client", client)
            .build());
  }

  /** Tries nonces as any client would. */
  private static String nonce(String challenge, boolean solved) {
    for (int i = 0; ; i++) {
      String digest = Bytes.ofUtf8(challenge + "." + text(entry, "index") + "." + i).sha256().hex();
      if (digest.startsWith("00") == solved) {
        return Integer.toString(i);
      }
    }
  }

  private static Json report(String challenge, String nonce, String text) {
    return Json.object()
        .put("leafHash", text(entry, "leafHash"))
        .put("kind", "copied")
        .put("text", text)
        .put("challenge", challenge)
        .put("nonce", nonce)
        .build();
  }

  private static HttpResponse<String> send(Json report) {
    return service.post(
        "/v1/entries/" + text(entry, "index") + "/reports", "application/json", report.canonical());
  }

  @Test
  void aSolvedPuzzleIsGoodForOneReportThatTouchesNoStanding() {
    String challenge = challenge("192.0.2.1");
    Json report = report(challenge, nonce(challenge, true), "Seen elsewhere.");
    JsonObject accepted = RunningService.accepted(send(report));
    assertThat(send(report).statusCode()).isEqualTo(403);
    String id = text(accepted, "index") + "-report";
    assertThat(text(service.read("/v1/cases/" + id), "summary", "reports")).isEqualTo("1");
    assertThat(text(service.read("/v1/scores?model=lab/one"), "items", "0", "standing"))
        .isEqualTo("signed");
    assertThat(service.audit()).isZero();
  }

  @Test
  void workIsNotSparedAndPuzzlesAreNotMadeUp() {
    String challenge = challenge("192.0.2.2");
    assertThat(send(report(challenge, nonce(challenge, false), "x")).statusCode()).isEqualTo(403);
    String own = "AAAAAAAAAAAAAAAAAAAAAA";
    assertThat(send(report(own, nonce(own, true), "x")).statusCode()).isEqualTo(403);
  }

  @Test
  void faultsAndLimitsAreToldAsForAnyStatement() {
    String challenge = challenge("192.0.2.3");
    HttpResponse<String> tooLong =
        send(report(challenge, nonce(challenge, true), "x".repeat(10_001)));
    assertThat(tooLong.statusCode()).isEqualTo(422);
    assertThat(tooLong.body()).contains("/text");
    assertThat(send(report("a", "b", "x".repeat(70_000))).statusCode()).isEqualTo(413);
    JsonObject other = ((JsonObject) report("a", "b", "x")).with("surprise", Json.of(1));
    assertThat(send(other).statusCode()).isEqualTo(422);
  }

  @Test
  void aClientGetsTenWithinTheHour() {
    for (int i = 0; i < 10; i++) {
      challenge("192.0.2.4");
    }
    assertThat(ask("192.0.2.4").statusCode()).isEqualTo(429);
    assertThat(ask("192.0.2.5").statusCode()).isEqualTo(200);
  }
}
