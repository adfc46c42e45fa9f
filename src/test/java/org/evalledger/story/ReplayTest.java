package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everybody can read what others signed and write the envelope down in other bytes, under which the
 * signature still holds. None of that may enter a second time.
 */
@Timeout(120)
class ReplayTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** The parts of a compact JWS in every other form of RFC 7515 §7, and with space around them. */
  private static Stream<Bytes> writtenAnew(Bytes compact) {
    String[] parts = compact.utf8().split("\\.", -1);
    JsonObject signature =
        Json.object().put("protected", parts[0]).put("signature", parts[2]).build();
    JsonObject flattened = signature.with("payload", Json.of(parts[1]));
    Json general =
        Json.object()
            .put("payload", parts[1])
            .put("signatures", Json.of(List.of(signature)))
            .build();
    String text = flattened.canonical().utf8();
    return Stream.of(
        flattened.canonical(),
        general.canonical(),
        Bytes.ofUtf8(text + "\n"),
        Bytes.ofUtf8(text.replace("{", "{ ")));
  }

  private static void entersNoMore(RunningService service, Bytes compact, long index) {
    String before = text(service.read("/v1/log"), "size");
    for (Bytes again : writtenAnew(compact).toList()) {
      HttpResponse<String> answer = service.post(again);
      assertThat(answer.statusCode()).as(again.utf8()).isEqualTo(409);
      JsonObject problem = RunningService.object(answer.body());
      assertThat(text(problem, "type")).isEqualTo("/problems/already-recorded");
      assertThat(text(problem, "conflicts", "0", "index")).isEqualTo(Long.toString(index));
    }
    assertThat(service.post(compact).statusCode()).as("the same bytes").isEqualTo(200);
    assertThat(text(service.read("/v1/log"), "size")).isEqualTo(before);
  }

  @Test
  void whatWasTakenBackIsNotGrantedAgainBySomebodyElse() {
    try (RunningService service = RunningService.open(DATABASE)) {
      Person lab = service.join("lab", List.of(), List.of());
      Person operator = service.operator();
      Bytes generous = operator.sign(operator.grant("lab", List.of("lab"), List.of("operator")));
      long granted = index(service.accept(generous));
      Json nothing =
          ((JsonObject) operator.grant("lab", List.of(), List.of()))
              .with("issuedAt", Json.of("2026-11-20T11:00:00Z"));
      service.accept(operator.sign(nothing));

      entersNoMore(service, generous, granted);

      assertThat(text(service.read("/v1/submitters/lab"), "roles")).isEqualTo("[]");
      aWithdrawalEntersOnce(service, lab);
      aBenchmarkEntersOnce(service);
    }
  }

  private static void aWithdrawalEntersOnce(RunningService service, Person lab) {
    JsonObject entry =
        service.accept(lab.sign(lab.evaluation("elsewhere/m", "quiz", "0.5").build()));
    Json reference =
        Json.object().put("index", index(entry)).put("leafHash", text(entry, "leafHash")).build();
    Bytes withdrawal =
        lab.sign(
            lab.statement("withdrawal").put("entry", reference).put("reason", "A bug.").build());
    entersNoMore(service, withdrawal, index(service.accept(withdrawal)));
  }

  private static void aBenchmarkEntersOnce(RunningService service) {
    Person operator = service.operator();
    Bytes benchmark = operator.sign(operator.benchmark("exam"));
    entersNoMore(service, benchmark, index(service.accept(benchmark)));
    Json other = ((JsonObject) operator.benchmark("exam")).with("dimension", Json.of("science"));
    HttpResponse<String> answer = service.post(operator.sign(other));
    assertThat(text(RunningService.object(answer.body()), "type"))
        .as("another dimension is not the same")
        .isEqualTo("/problems/conflict");
  }

  private static long index(JsonObject accepted) {
    return Long.parseLong(text(accepted, "index"));
  }
}
