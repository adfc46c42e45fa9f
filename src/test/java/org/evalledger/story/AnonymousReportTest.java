package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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
            .POST(HttpRequest.BodyPublishers.noBody())
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
    RunningService.accepted(send(report));
    assertThat(send(report).statusCode()).isEqualTo(403);
    assertThat(text(service.read("/v1/cases"), "items", "0", "reports")).matches("[12]");
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
    String nonce = nonce(challenge, true);
    HttpResponse<String> tooLong = send(report(challenge, nonce, "x".repeat(10_001)));
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
    HttpResponse<String> eleventh = ask("192.0.2.4");
    assertThat(eleventh.statusCode()).isEqualTo(429);
    assertThat(eleventh.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(3_000L, 3_601L);
    assertThat(eleventh.body()).contains("/problems/too-often").doesNotContain("End one");
    assertThat(ask("192.0.2.5").statusCode()).isEqualTo(200);
  }

  @Test
  void parallelRequestsGetNoMore() {
    List<Integer> answers =
        IntStream.range(0, 30)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask("192.0.2.6").statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(10);
    assertThat(answers.stream().filter(status -> status == 429)).hasSize(20);
  }

  @Test
  void aReportThatIsNotTakenCostsNoWork() {
    String challenge = challenge("192.0.2.7");
    String nonce = nonce(challenge, true);
    JsonObject wrong = (JsonObject) report(challenge, nonce, "Seen elsewhere.");
    assertThat(send(wrong.with("leafHash", Json.of("00".repeat(32)))).statusCode()).isEqualTo(422);
    assertThat(send(report(challenge, nonce, "x".repeat(10_001))).statusCode()).isEqualTo(422);
    RunningService.accepted(send(report(challenge, nonce, "Seen elsewhere, once more.")));
    assertThat(send(report(challenge, nonce, "And again.")).statusCode()).isEqualTo(403);
  }

  @Test
  void askingIsNothingThatAPageCanMakeItsVisitorsDo() {
    assertThat(service.get("/v1/reports/challenge").statusCode()).isEqualTo(405);
  }

  @Test
  void noReportIsAboutAnEntryThatIsNotThere() {
    HttpResponse<String> missing =
        service.post(
            "/v1/entries/1000000/reports",
            "application/json",
            report("a", "b", "Seen elsewhere.").canonical());
    assertThat(missing.statusCode()).isEqualTo(404);
  }
}
