package org.evalledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server's address may be, what is sent to it, and in which words. */
class MailPartsTest {
  private static final Postbox.Letter LETTER =
      new Postbox.Letter("team@lab.example", "one", "Größe", "Größe\nzwei", Map.of());

  private static Postbox postbox(String server) {
    return new Postbox(
        server, "ledger@ledger.example", "https://ledger.example", Clock.systemUTC());
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://localhost, localhost, 587, false, '', ''",
    "smtps://mail.example.org, mail.example.org, 465, true, '', ''",
    "smtp://a:b@mail.example.org:25, mail.example.org, 25, false, a, b",
    "smtp://a%40b:c%3A+d@mail.example.org, mail.example.org, 587, false, a@b, c:+d",
  })
  void readsServers(String text, String host, int port, boolean tls, String user, String password) {
    assertThat(SmtpServer.read(text)).contains(new SmtpServer(host, port, tls, user, password));
    assertThat(SmtpServer.read(text).orElseThrow()).hasToString(host + ":" + port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://a@mail.example.org",
        "smtp://:b@mail.example.org",
        "smtp://mail.example.org/path",
        "smtp://mail.example.org?query",
        "smtp://mail.example.org:0",
        "smtp://mail.example.org:65536",
        "smtp://a:%zz@mail.example.org",
        "smtp://two words"
      })
  void refusesWhatIsNoServer(String text) {
    assertThat(SmtpServer.read(text)).isEmpty();
  }

  @Test
  void sendsInUtf8AndWithOneIdForOneMail() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("team@lab.example", "team", "secret");
      Postbox postbox = postbox("smtp://team:secret@127.0.0.1:" + server.getSmtp().getPort());
      assertThat(postbox.send(LETTER)).isEqualTo(new Postbox.Sent.Taken());
      var message = server.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Größe");
      assertThat(message.getContent().toString().strip()).isEqualTo("Größe\r\nzwei");
      assertThat(message.getMessageID()).isEqualTo("<one@ledger.example>");
    } finally {
      server.stop();
    }
  }

  /** The server speaks no STARTTLS; 127.0.0.2 is not one of the names of this machine. */
  @Test
  void nothingLeavesThisMachineInTheOpen() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.2", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      assertThat(postbox("smtp://127.0.0.2:" + server.getSmtp().getPort()).send(LETTER))
          .isInstanceOf(Postbox.Sent.Unreachable.class)
          .asString()
          .contains("STARTTLS");
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void aNameNeitherEndsALineNorTurnsIt() {
    assertThat(MailText.plain("a\r\nBcc: b\u2028c\u202ed\u0000\ud800é字", 100))
        .isEqualTo("a??Bcc: b?c?d??é字");
    assertThat(MailText.plain("abc", 2)).isEqualTo("ab");
  }

  @Test
  void theDaysMailLeavesAtSix() {
    assertThat(Mails.nextDaily(Instant.parse("2026-03-01T05:59:59Z")))
        .isEqualTo("2026-03-01T06:00:00Z");
    assertThat(Mails.nextDaily(Instant.parse("2026-03-01T06:00:00Z")))
        .isEqualTo("2026-03-02T06:00:00Z");
  }
}
