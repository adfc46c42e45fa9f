package org.evalledger.story;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real SMTP server that goes away and comes back. */
final class MailServer implements AutoCloseable {
  private static final Pattern LINK =
      Pattern.compile("https?://[^/ ]+(/mail/[a-z]+/[A-Za-z0-9_-]+)");

  private final List<Letter> before = new ArrayList<>();
  private GreenMail server;
  private final int port;

  MailServer() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    port = server.getSmtp().getPort();
  }

  /**
   * A mail as its reader sees it.
   *
   * @param to to whom it is
   * @param subject of it
   * @param text of it
   * @param message all of it
   */
  record Letter(String to, String subject, String text, MimeMessage message) {
    /** The path of the link to a page of the service. */
    String path() {
      Matcher link = LINK.matcher(text);
      if (!link.find()) {
        throw new AssertionError("no link in " + text);
      }
      return link.group(1);
    }

    /** The header field, in one line. */
    String header(String name) {
      try {
        String[] values = message.getHeader(name);
        return values == null ? "" : String.join("|", values).replaceAll("\r\n\\s", "");
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  String url() {
    return "smtp://127.0.0.1:" + port;
  }

  void goDown() {
    before.addAll(received());
    server.stop();
  }

  void comeBack() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  /** Takes no mail for anybody from now on. */
  void refuseAll() {
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, address) -> {
              throw new UserException("no such user here");
            });
  }

  private List<Letter> received() {
    var letters = new ArrayList<Letter>();
    for (MimeMessage message : server.getReceivedMessages()) {
      try {
        letters.add(
            new Letter(
                message.getRecipients(Message.RecipientType.TO)[0].toString(),
                message.getSubject(),
                ((String) message.getContent()).replace("\r\n", "\n"),
                message));
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return letters;
  }

  /** All mails so far, to {@code address}. */
  List<Letter> to(String address) {
    var all = new ArrayList<>(before);
    all.addAll(received());
    return all.stream().filter(letter -> letter.to().equals(address)).toList();
  }

  /** The mails to {@code address}, once there are {@code count}. */
  List<Letter> await(String address, int count) {
    until(() -> to(address).size() >= count);
    return to(address);
  }

  static void until(BooleanSupplier holds) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited for a minute");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
