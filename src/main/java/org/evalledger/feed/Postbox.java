package org.evalledger.feed;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Hands mail to the operator's server (RFC 5321), as plain text in UTF-8. */
@Singleton
final class Postbox {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "20000";

  private final Optional<SmtpServer> server;
  private final String from;
  private final String url;
  private final Clock clock;

  Postbox(
      @Property(name = "evalledger.smtp.url", defaultValue = "") String server,
      @Property(name = "evalledger.mail.from", defaultValue = "") String from,
      @Property(name = "evalledger.url", defaultValue = "") String url,
      Clock clock) {
    this.server =
        url.isEmpty() || !MailWish.isAddress(from) ? Optional.empty() : SmtpServer.read(server);
    this.from = from;
    this.url = url;
    this.clock = clock;
  }

  /** Whether there is a server that takes mail. */
  boolean isOpen() {
    return server.isPresent();
  }

  /** The address under which people reach the service, with {@code path} behind it. */
  String link(String path) {
    return url + path;
  }

  /**
   * A mail.
   *
   * @param to the mailbox
   * @param id unlike that of any other mail, and the same however often this one is sent: letters,
   *     digits, dots and hyphens
   * @param subject one line
   * @param text lines
   * @param headers more fields; nothing in them comes from others
   */
  record Letter(String to, String id, String subject, String text, Map<String, String> headers) {
    Letter {
      headers = Map.copyOf(headers);
    }
  }

  /** What became of a mail. */
  sealed interface Sent {
    /** The server has it. */
    record Taken() implements Sent {}

    /**
     * The server takes no mail for this mailbox, or not this one.
     *
     * @param error why
     */
    record Refused(String error) implements Sent {}

    /**
     * The server takes no mail at all now.
     *
     * @param error why
     */
    record Unreachable(String error) implements Sent {}
  }

  Sent send(Letter letter) {
    SmtpServer to = server.orElseThrow();
    Session session = Session.getInstance(properties(to));
    boolean taken = false;
    try (Transport transport = session.getTransport("smtp")) {
      boolean known = !to.user().isEmpty();
      transport.connect(
          to.host(), to.port(), known ? to.user() : null, known ? to.password() : null);
      Message message = message(session, letter);
      transport.sendMessage(message, message.getAllRecipients());
      taken = true;
    } catch (SendFailedException e) {
      return new Sent.Refused(reason(e));
    } catch (MessagingException e) {
      // How the server says goodbye changes nothing of what it has taken.
      return taken ? new Sent.Taken() : new Sent.Unreachable(reason(e));
    }
    return new Sent.Taken();
  }

  private Properties properties(SmtpServer to) {
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "mail.smtp.connectiontimeout", CONNECT_MILLIS,
            "mail.smtp.timeout", ANSWER_MILLIS,
            "mail.smtp.writetimeout", ANSWER_MILLIS,
            "mail.smtp.auth", Boolean.toString(!to.user().isEmpty()),
            "mail.smtp.ssl.enable", Boolean.toString(to.tls()),
            "mail.smtp.ssl.checkserveridentity", Boolean.toString(to.isElsewhere()),
            "mail.smtp.starttls.enable", Boolean.toString(!to.tls()),
            "mail.smtp.starttls.required", Boolean.toString(!to.tls() && to.isElsewhere()),
            "mail.smtp.localhost", URI.create(url).getHost(),
            "mail.smtp.from", from));
    return properties;
  }

  private Message message(Session session, Letter letter) throws MessagingException {
    String id = "<" + letter.id() + "@" + URI.create(url).getHost() + ">";
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // RFC 3834 §5: nobody's absence note shall answer.
    message.setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : letter.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    return message;
  }

  private static String reason(MessagingException e) {
    Exception cause = e.getNextException();
    String why = cause == null ? "" : " (" + cause.getMessage() + ")";
    return MailText.plain(e.getClass().getSimpleName() + ": " + e.getMessage() + why, 500);
  }
}
