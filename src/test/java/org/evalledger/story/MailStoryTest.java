package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.Database;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.Log;
import org.evalledger.review.CaseReminders;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Labs and reviewers hear by mail what happens, if they asked for it, once, and until they end it.
 */
@Timeout(180)
class MailStoryTest {
  private static final String LAB = "team@lab.example";
  private static final String REVIEWER = "ann@review.example";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir Path directory;

  private Person operator;
  private MailServer mail;
  private Map<String, Object> properties;
  private RunningService service;
  private Person lab;
  private Person ann;
  private Person ben;

  @BeforeEach
  void open() {
    mail = new MailServer();
    properties = new HashMap<>(database.properties());
    properties.put(SettableClock.PROPERTY, true);
    properties.put("evalledger.smtp.url", mail.url());
    properties.put("evalledger.mail.from", "ledger@ledger.example");
    properties.put("evalledger.mail.gather", "PT0S");
    properties.put("evalledger.mail.pauses", "PT10S,PT10S");
    properties.put("evalledger.url", "https://ledger.example");
    operator = Person.called("operator");
    service = RunningService.start(properties, directory, operator);
    service.accept(operator.sign(operator.registration()));
    service.accept(operator.sign(operator.benchmark("quiz")));
    lab = service.join("lab", List.of("lab"), List.of());
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
  }

  @AfterEach
  void close() {
    service.close();
    mail.close();
  }

  private void pass(Duration time) {
    service.bean(SettableClock.class).pass(time);
  }

  private static Json wish(String address, String scope, Json name, String digest) {
    return Json.object().put("address", address).put(scope, name).put("digest", digest).build();
  }

  private HttpResponse<String> ask(Json wish) {
    return service.post("/v1/mail-subscriptions", "application/json", wish.canonical());
  }

  private HttpResponse<String> press(String path) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("csrf="))
            .build());
  }

  /** Asks, and presses the button behind the link in the mail. */
  private void subscribe(String address, String scope, Json name, String digest) {
    int before = mail.to(address).size();
    HttpResponse<String> answer = ask(wish(address, scope, name, digest));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String path = mail.await(address, before + 1).getLast().path();
    assertThat(press(path).statusCode()).isEqualTo(200);
  }

  private void labWantsAll() {
    subscribe(LAB, "submitter", Json.of("lab"), "at-once");
  }

  /** 0.505 of 100 samples is no whole number of items: impossible, so flagged, and a case. */
  private JsonObject plant(String model) {
    return service.accept(lab.sign(lab.evaluation(model, "quiz", "0.505").build()));
  }

  private static String id(JsonObject opening) {
    return text(opening, "index") + "-inconsistent";
  }

  private static Json about(JsonObject opening) {
    return Json.object()
        .put("index", at(opening, "index"))
        .put("leafHash", at(opening, "leafHash"))
        .put("cause", "inconsistent")
        .build();
  }

  private void decide(Person reviewer, JsonObject opening, String outcome) {
    service.accept(
        reviewer.sign(
            reviewer
                .statement("decision")
                .put("case", about(opening))
                .put("outcome", outcome)
                .put("rationale", "50.5 items cannot be right.")
                .put("checks", Json.of(List.of()))
                .build()));
  }

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
  void onlyTheButtonConfirmsAndOnlyOnce() {
    assertThat(ask(wish(LAB, "namespace", Json.of("lab"), "at-once")).statusCode()).isEqualTo(422);
    plant("lab/first");
    String first = ask(wish(LAB, "namespace", Json.of("lab"), "at-once")).body();
    MailServer.Letter letter = mail.await(LAB, 1).getFirst();
    assertThat(letter.text()).contains("flags and cases on models of namespace lab");
    String path = letter.path();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> page = service.get(path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Confirm").doesNotContain(LAB);
    }
    plant("lab/unheard");
    assertThat(press(path).statusCode()).isEqualTo(200);
    assertThat(press(path).statusCode()).isEqualTo(404);
    assertThat(service.get(path).statusCode()).isEqualTo(404);
    plant("lab/heard");
    assertThat(mail.await(LAB, 2).getLast().text())
        .contains("lab/heard")
        .doesNotContain("lab/unheard");
    assertThat(ask(wish(LAB, "namespace", Json.of("lab"), "at-once")).body())
        .as("nobody learns who is told")
        .isEqualTo(first);
    String late = mail.await(LAB, 3).getLast().path();
    pass(Duration.ofHours(25));
    assertThat(press(late).statusCode()).isEqualTo(404);
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

  private String all(String address) {
    return String.join("\n", mail.to(address).stream().map(MailServer.Letter::text).toList());
  }

  private long errors() {
    return count("select count(*) from mail_subscription where last_error is not null");
  }

  private long count(String query) {
    try (Connection connection = database.connect();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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

  private void assign(Person by, String id) {
    Json wish =
        Json.object()
            .put("ledgers", Json.ofStrings(List.of(Person.ORIGIN)))
            .put("submitter", by.id())
            .put("issuedAt", service.bean(SettableClock.class).instant().toString())
            .put("action", "assign")
            .put("cases", Json.ofStrings(List.of(id)))
            .build();
    Bytes signed = Jws.compact(Typ.CASE_ASSIGNMENT, wish.canonical(), by.key());
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/v1/cases/" + id + "/assignment"))
                .header("Content-Type", "application/jose")
                .PUT(BodyPublishers.ofByteArray(signed.toArray()))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void neitherAClientNorAMailboxIsAskedTooOften() {
    List<String> addresses =
        List.of("a@b.example", "A@b.example", "a+tag@b.example", "a@b.example", LAB);
    for (String address : addresses) {
      assertThat(ask(wish(address, "cases", Json.of(true), "daily")).statusCode()).isEqualTo(202);
    }
    mail.await(LAB, 1);
    MailServer.until(
        () -> count("select count(*) from mail_subscription where token_digest is null") == 0);
    assertThat(
            mail.to("a@b.example").size()
                + mail.to("A@b.example").size()
                + mail.to("a+tag@b.example").size())
        .isEqualTo(3);
    for (int i = addresses.size(); i < 10; i++) {
      assertThat(ask(wish(i + LAB, "cases", Json.of(true), "daily")).statusCode()).isEqualTo(202);
    }
    HttpResponse<String> more = ask(wish("x" + LAB, "cases", Json.of(true), "daily"));
    assertThat(more.statusCode()).isEqualTo(429);
    assertThat(more.body()).contains("/problems/too-often");
    assertThat(more.headers().firstValue("Retry-After")).contains("3600");
    pass(Duration.ofHours(1));
    assertThat(ask(wish("x" + LAB, "cases", Json.of(true), "daily")).statusCode()).isEqualTo(202);
  }

  @Test
  void aWishThatSmugglesSomethingIsRefused() {
    List<String> addresses =
        List.of(
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example,c@d.example",
            "a@b.example c@d.example",
            "\"a b\"@b.example",
            "A <a@b.example>",
            "a@b",
            "@b.example",
            "a@b.example\n",
            "a@[127.0.0.1]",
            "ä@b.example",
            "a".repeat(65) + "@b.example",
            "a@" + "b.".repeat(130) + "example",
            "");
    for (String address : addresses) {
      HttpResponse<String> answer = ask(wish(address, "cases", Json.of(true), "daily"));
      assertThat(answer.statusCode()).as(address).isEqualTo(422);
      assertThat(answer.body()).contains("/address");
    }
    for (Json wrong :
        List.of(
            wish(LAB, "submitter", Json.of("https://spam.example"), "daily"),
            wish(LAB, "submitter", Json.of("lab\r\nBcc: x"), "daily"),
            wish(LAB, "namespace", Json.of("lab/x"), "daily"),
            wish(LAB, "cases", Json.of(false), "daily"),
            wish(LAB, "cases", Json.of(true), "hourly"),
            Json.object().put("address", LAB).put("digest", "daily").build())) {
      assertThat(ask(wrong).statusCode()).as(wrong.canonical().utf8()).isEqualTo(422);
    }
    HttpResponse<String> large = ask(wish("a".repeat(70_000), "cases", Json.of(true), "daily"));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(count("select count(*) from mail_subscription")).isZero();
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

  @Test
  void aLedgerWithoutAMailServerSaysSo() {
    service.close();
    properties.remove("evalledger.smtp.url");
    service = RunningService.start(properties, directory, operator);
    HttpResponse<String> answer = ask(wish(LAB, "cases", Json.of(true), "daily"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("/problems/mail-off").contains("EVALLEDGER_SMTP_URL");
  }
}
