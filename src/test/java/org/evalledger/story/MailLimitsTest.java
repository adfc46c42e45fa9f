package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.evalledger.feed.Mails;
import org.evalledger.json.Json;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.Test;

/** Nobody is written to who did not ask, nor more than a mailbox and a mail server bear. */
class MailLimitsTest extends MailedLedger {
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
  void aLedgerWithoutAMailServerSaysSo() {
    service.close();
    properties.remove("evalledger.smtp.url");
    service = RunningService.start(properties, directory, operator);
    HttpResponse<String> answer = ask(wish(LAB, "cases", Json.of(true), "daily"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("/problems/mail-off").contains("EVALLEDGER_SMTP_URL");
  }

  @Test
  void aMailboxHasTwentySubscriptionsAndAllTogetherAskFiveThousandTimesADay() throws SQLException {
    run(
        """
        insert into mail_subscription (id, address, scope, name, digest, next_attempt_at, created_at)
        select md5(n::text), '%s', 'namespace', 'space' || n, 'daily', '2099-01-01', now()
        from generate_series(1, %d) n
        """
            .formatted(LAB, Mails.MAX_OF_MAILBOX - 1));
    labWantsAll();
    assertThat(ask(wish(LAB, "cases", Json.of(true), "daily")).statusCode()).isEqualTo(202);
    HttpResponse<String> more = press(mail.await(LAB, 2).getLast().path());
    assertThat(more.statusCode()).isEqualTo(429);
    assertThat(count("select count(*) from mail_subscription where expires_at is null"))
        .isEqualTo(20);
    // One that it has is changed all the same.
    assertThat(ask(wish(LAB, "submitter", Json.of("lab"), "daily")).statusCode()).isEqualTo(202);
    assertThat(press(mail.await(LAB, 3).getLast().path()).statusCode()).isEqualTo(200);

    run(
        """
        insert into mail_wish (client, mailbox, asked_at)
        select 'somebody', sha256(n::text::bytea), '%s'
        from generate_series(1, 5000 - (select count(*) from mail_wish)) n
        """
            .formatted(service.bean(SettableClock.class).instant()));
    HttpResponse<String> full = ask(wish(REVIEWER, "cases", Json.of(true), "daily"));
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).isPresent();
    pass(Duration.ofHours(25));
    assertThat(ask(wish(REVIEWER, "cases", Json.of(true), "daily")).statusCode()).isEqualTo(202);
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
