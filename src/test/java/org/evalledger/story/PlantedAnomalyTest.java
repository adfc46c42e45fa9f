package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.evalledger.feed.Receiver;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.CaseReminders;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.Test;

/**
 * From a planted anomaly to the decision and the changed standing: at each step what the scores
 * say, and what those hear who follow by feed, by webhook and by mail.
 */
class PlantedAnomalyTest extends MailedLedger {
  private void follow(Receiver receiver) {
    Json wish =
        Json.object()
            .put("ledgers", Json.ofStrings(List.of(Person.ORIGIN)))
            .put("submitter", ben.id())
            .put("issuedAt", service.bean(SettableClock.class).instant().toString())
            .put("url", receiver.url())
            .put("events", Json.ofStrings(List.of("flag", "case", "decision")))
            .put("model", Json.ofNull())
            .build();
    var answer =
        service.post("/v1/webhooks", Jws.compact(Typ.WEBHOOK, wish.canonical(), ben.key()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private String standing() {
    return text(service.read("/v1/scores?model=lab/odd"), "items", "0", "standing");
  }

  /** The {@code count}-th event that was taken, once it is there. */
  private static JsonObject told(Receiver receiver, int count) {
    MailServer.until(() -> taken(receiver).size() >= count);
    assertThat(taken(receiver)).hasSize(count);
    return taken(receiver).getLast();
  }

  private static List<JsonObject> taken(Receiver receiver) {
    return receiver.deliveries().stream()
        .filter(delivery -> delivery.answered() == 204)
        .map(delivery -> RunningService.object(delivery.body()))
        .toList();
  }

  /** Event, change, and the case's state and standing behind it where an entry made the change. */
  private static String words(JsonObject event) {
    JsonObject said = (JsonObject) ((JsonArray) at(event, "cases")).items().getFirst();
    String change = text(event, "event") + " " + text(said, "change");
    return said.get("state") == null
        ? change + " " + text(said, "assignee")
        : change + " " + text(said, "state") + " " + text(said, "standing");
  }

  private void hear(Receiver receiver, int events, String words, String mailed) {
    assertThat(words(told(receiver, events))).isEqualTo(words);
    int mails = mail.to(REVIEWER).size();
    MailServer.until(() -> all(REVIEWER).contains(mailed));
    assertThat(mail.to(REVIEWER).size()).isGreaterThanOrEqualTo(mails);
    String atom = service.get("/v1/feed.atom").body();
    assertThat(atom).contains(text(told(receiver, events), "cases", "0", "case"));
  }

  @Test
  void allWhoFollowHearEachStepFromTheClaimToItsRefutation() throws IOException {
    try (var receiver = new Receiver()) {
      follow(receiver);
      subscribe(REVIEWER, "cases", Json.of(true), "at-once");
      labWantsAll();
      service.accept(lab.sign(lab.evaluation("lab/sound", "quiz", "0.5").build()));

      JsonObject opening = plant("lab/odd");
      assertThat(standing()).isEqualTo("under-review");
      hear(receiver, 1, "flag opened open under-review", "lab/odd by lab. It is in doubt");
      MailServer.until(() -> all(LAB).contains("Case " + id(opening) + ": opened"));

      // A receiver that is away for a moment hears of the assignment all the same, once.
      receiver.answer(500);
      assign(ann, id(opening));
      MailServer.until(() -> receiver.deliveries().size() == 2);
      receiver.answer(204);
      MailServer.until(
          () -> {
            pass(Duration.ofSeconds(1));
            return taken(receiver).size() == 2;
          });
      assertThat(words(told(receiver, 2))).isEqualTo("case assigned ann");
      assertThat(receiver.deliveries().get(1).id())
          .isEqualTo(receiver.deliveries().getLast().id())
          .endsWith(".notice-1");
      assertThat(standing()).isEqualTo("under-review");

      pass(Duration.ofDays(4));
      service.bean(CaseReminders.class).look();
      hear(receiver, 3, "case reminded-reviewer ann", "has stood still; ann works on it");

      decide(ann, opening, "needs-evidence");
      hear(receiver, 4, "decision decision waiting-for-lab under-review", "needs-evidence");
      pass(Duration.ofDays(3));
      service.bean(CaseReminders.class).look();
      hear(receiver, 5, "case expired ann", "is free again");
      pass(Duration.ofDays(12));
      service.bean(CaseReminders.class).look();
      hear(receiver, 6, "case reminded-lab lab", "waits for an answer of lab");
      MailServer.until(() -> all(LAB).contains("waits for an answer of lab"));

      service.accept(
          lab.sign(
              lab.statement("answer")
                  .put("case", about(opening))
                  .put("text", "Half an item was counted.")
                  .build()));
      hear(receiver, 7, "case answer open under-review", "the lab answered");
      decide(ann, opening, "confirmed");
      assertThat(standing()).isEqualTo("disputed");
      hear(receiver, 8, "decision decision open disputed", "stand as disputed");
      decide(ben, opening, "confirmed");
      assertThat(standing()).isEqualTo("refuted");
      hear(receiver, 9, "decision decision decided refuted", "stand as refuted");
      MailServer.until(() -> all(LAB).contains("stand as refuted, which two reviewers"));

      assertThat(text(service.read("/v1/scores?model=lab/sound"), "items", "0", "standing"))
          .isEqualTo("signed");
      assertThat(service.audit()).isZero();
    }
  }
}
