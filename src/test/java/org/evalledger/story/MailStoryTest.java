package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Database;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Log;
import org.evalledger.review.CaseReminders;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.Test;

/**
 * Labs and reviewers hear by mail what happens, if they asked for it, once, and until they end it.
 */
class MailStoryTest extends MailedLedger {
  @Test
  void labAndReviewerHearOfAPlantedAnomalyAndOfTheDecision() {
    labWantsAll();
    subscribe(REVIEWER, "cases", Json.of(true), "at-once");
    service.accept(lab.sign(lab.evaluation("lab/sound", "quiz", "0.5").build()));
    JsonObject opening = plant("lab/odd");
    for (String address : List.of(LAB, REVIEWER)) {
      MailServer.Letter letter = mail.await(address, 2).getLast();
      assertThat(letter.text())
          .contains("evaluation of lab/odd by lab. It is in doubt: verdict inconsistent")
          .contains("https://ledger.example/entries/" + text(opening, "index"))
          .contains("Case " + id(opening) + ": opened. It is now open; its results stand as under")
          .contains("https://ledger.example/cases/" + id(opening))
          .doesNotContain("lab/sound");
      assertThat(letter.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
      assertThat(letter.header("From")).isEqualTo("ledger@ledger.example");
      assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
    }
    decide(ann, opening, "confirmed");
    assertThat(mail.await(LAB, 3).getLast().text())
        .contains("a reviewer's word, confirmed. It is now open; its results stand as disputed");
    decide(ben, opening, "confirmed");
    assertThat(mail.await(LAB, 4).getLast().text())
        .contains("It is now decided; its results stand as refuted, which two reviewers");
    mail.await(REVIEWER, 4);
    assertThat(service.get("/v1/feed.atom").body()).doesNotContain("@");
  }

  @Test
  void oneClickEndsItAndALookDoesNot() {
    labWantsAll();
    subscribe(REVIEWER, "cases", Json.of(true), "at-once");
    plant("lab/first");
    MailServer.Letter letter = mail.await(LAB, 2).getLast();
    String stop = letter.header("List-Unsubscribe").replaceAll("[<>]|https://ledger.example", "");
    assertThat(stop).isEqualTo(letter.path()).startsWith("/mail/stop/");
    HttpResponse<String> page = service.get(stop);
    assertThat(page.body()).contains("flags and cases on results of submitter lab");
    plant("lab/second");
    mail.await(LAB, 3);
    HttpResponse<String> ended =
        service.post(
            stop, "application/x-www-form-urlencoded", Bytes.ofUtf8("List-Unsubscribe=One-Click"));
    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(press(stop).body()).as("the same again").isEqualTo(ended.body());
    assertThat(press("/mail/stop/" + "0".repeat(32)).body()).isEqualTo(ended.body());
    plant("lab/third");
    mail.await(REVIEWER, 4);
    assertThat(mail.to(LAB)).hasSize(3);
  }

  @Test
  void whatTheServerMissedComesWhenItIsBackAndNothingTwice() {
    labWantsAll();
    subscribe(REVIEWER, "cases", Json.of(true), "at-once");
    plant("lab/before");
    mail.await(LAB, 2);
    mail.await(REVIEWER, 2);
    mail.goDown();
    plant("lab/during1");
    plant("lab/during2");
    MailServer.until(() -> errors() == 2);
    mail.comeBack();
    try (RunningService beside = RunningService.start(properties, directory, operator)) {
      pass(Duration.ofSeconds(11));
      beside.bean(SettableClock.class).pass(Duration.ofSeconds(11));
      plant("lab/after");
      for (String address : List.of(LAB, REVIEWER)) {
        MailServer.until(() -> all(address).contains("of lab/after by"));
        for (String model : List.of("before", "during1", "during2", "after")) {
          assertThat(all(address).split("of lab/" + model + " by", -1)).as(model).hasSize(2);
        }
      }
    }
  }

  @Test
  void whatIsRefusedIsGivenUpWithARecordAndWhatComesLaterIsNot() {
    labWantsAll();
    mail.refuseAll();
    plant("lab/lost");
    for (int i = 1; i <= 2; i++) {
      String tried = "select count(*) from mail_subscription where attempts = " + i;
      MailServer.until(() -> count(tried) == 1);
      pass(Duration.ofSeconds(11));
    }
    MailServer.until(() -> count("select count(*) from mail_given_up where attempts = 3") == 1);
    mail.goDown();
    mail.comeBack();
    plant("lab/found");
    MailServer.until(() -> all(LAB).contains("lab/found"));
    assertThat(all(LAB)).doesNotContain("lab/lost");
  }

  @Test
  void aDaysMailGathersWhatHappenedAndComesAtSix() {
    subscribe(REVIEWER, "cases", Json.of(true), "daily");
    plant("lab/first");
    plant("lab/second");
    labWantsAll();
    plant("lab/third");
    mail.await(LAB, 2);
    assertThat(mail.to(REVIEWER)).as("it is midnight").hasSize(1);
    pass(Duration.ofHours(6));
    MailServer.Letter letter = mail.await(REVIEWER, 2).getLast();
    assertThat(letter.subject()).contains("3 events");
    assertThat(letter.text()).contains("lab/first", "lab/second", "lab/third");
    pass(Duration.ofDays(1));
    plant("lab/fourth");
    mail.await(LAB, 3);
    pass(Duration.ofDays(1));
    assertThat(all(REVIEWER).split("lab/fourth", -1)).hasSizeLessThanOrEqualTo(2);
    MailServer.until(() -> all(REVIEWER).contains("lab/fourth"));
  }

  @Test
  void reviewerAndLabAreReminded() {
    JsonObject opening = plant("lab/odd");
    subscribe(REVIEWER, "cases", Json.of(true), "at-once");
    labWantsAll();
    assign(ann, id(opening));
    pass(Duration.ofDays(4));
    service.bean(CaseReminders.class).look();
    assertThat(mail.await(REVIEWER, 2).getLast().text())
        .contains("Case " + id(opening) + " has stood still; ann works on it");
    decide(ann, opening, "needs-evidence");
    assertThat(mail.await(LAB, 2).getLast().text()).contains("waiting for the lab's answer");
    pass(Duration.ofDays(15));
    service.bean(CaseReminders.class).look();
    assertThat(mail.await(LAB, 3).getLast().text())
        .contains("Case " + id(opening) + " waits for an answer of lab to a reviewer's question");
  }

  @Test
  void aRebuildLeavesSubscriptionsAlone() throws SQLException {
    labWantsAll();
    plant("lab/first");
    mail.await(LAB, 2);
    try (var connection = service.bean(Database.class).ownConnection()) {
      service.bean(Log.class).rebuild(connection, done -> {});
    }
    plant("lab/second");
    assertThat(mail.await(LAB, 3).getLast().text()).contains("lab/second").doesNotContain("first");
  }
}
