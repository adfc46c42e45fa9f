package org.evalledger.feed;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Transactions;

/**
 * Who is told by mail. Nobody is before the mailbox's owner has confirmed it, and nothing here
 * tells whether a mailbox is told of anything, but to who holds a link that was sent to it.
 */
@Singleton
public final class Mails {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Wishes of one client within an hour, at most. */
  public static final int MAX_PER_CLIENT = 10;

  /** Mails that ask one mailbox within a day, at most. */
  static final int MAX_PER_MAILBOX = 3;

  /** Mails that ask, within a day, at most. */
  static final int MAX_WISHES = 5_000;

  /** Subscriptions of one mailbox, at most. */
  public static final int MAX_OF_MAILBOX = 20;

  /** How long a wish waits for being confirmed. */
  static final Duration KEPT = Duration.ofHours(24);

  /** When the mails of those leave who want one a day, UTC. */
  static final LocalTime DAILY = LocalTime.of(6, 0);

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final MailRepository repository;
  private final Transactions transactions;
  private final Postbox postbox;
  private final Feed feed;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Mails(
      MailRepository repository,
      Transactions transactions,
      Postbox postbox,
      Feed feed,
      Clock clock) {
    this.repository = repository;
    this.transactions = transactions;
    this.postbox = postbox;
    this.feed = feed;
    this.clock = clock;
  }

  /** What became of a wish. */
  public enum Asked {
    /** Its mailbox is asked, unless it was asked too often today. */
    TAKEN,
    /** This ledger sends no mail. */
    OFF,
    /** There is nothing of that name. */
    UNKNOWN,
    /** The client asked too often within the hour. */
    TOO_OFTEN,
    /** All together did within the day. */
    FULL
  }

  /** Asks the owner of the mailbox whether it wants this; {@code client} is who wishes it. */
  public Asked ask(String client, MailWish wish) {
    if (!postbox.isOpen()) {
      return Asked.OFF;
    }
    if (!feed.knows(wish.scope(), wish.name())) {
      return Asked.UNKNOWN;
    }
    return transactions.write(
        connection -> {
          repository.lockWishes();
          Instant now = now();
          repository.forgetWishes(now.minus(KEPT));
          if (repository.wishesOfClient(client, now.minus(HOUR)) >= MAX_PER_CLIENT) {
            return Asked.TOO_OFTEN;
          }
          if (repository.wishes() >= MAX_WISHES) {
            return Asked.FULL;
          }
          String mailbox = mailbox(wish.address()).hex();
          boolean often = repository.wishesOfMailbox(mailbox) >= MAX_PER_MAILBOX;
          repository.insertWish(client, mailbox, now);
          if (!often) {
            insert(wish, now);
          }
          return Asked.TAKEN;
        });
  }

  private void insert(MailWish wish, Instant now) {
    repository.insert(
        random(16).hex(),
        wish.address(),
        wish.scope().word(),
        wish.name(),
        wish.daily() ? "daily" : "at-once",
        now.plus(KEPT),
        now);
  }

  /** What tells mailboxes apart: most servers put what stands behind a plus sign into the same. */
  private static Sha256 mailbox(String address) {
    int at = address.lastIndexOf('@');
    String local = address.substring(0, at).replaceFirst("(?<=.)\\+.*", "");
    return Bytes.ofUtf8((local + address.substring(at)).toLowerCase(Locale.ROOT)).sha256();
  }

  /** What the link with {@code token} confirms, in words; empty when it confirms nothing. */
  public Optional<String> asked(String token) {
    return find(token)
        .map(
            wish ->
                "Mail about %s, %s."
                    .formatted(
                        MailText.about(wish.about(), wish.name()),
                        MailText.rhythm(wish.isDaily())));
  }

  private Optional<MailSubscription> find(String token) {
    return TOKEN.matcher(token).matches()
        ? repository.findByToken(digest(token), now()).stream().findFirst()
        : Optional.empty();
  }

  static String digest(String token) {
    return Bytes.ofUtf8(token).sha256().hex();
  }

  /** What became of a confirmation. */
  public enum Confirmed {
    /** From now on the mailbox is told. */
    DONE,
    /** The link is used up, too old, or none of ours. */
    UNKNOWN,
    /** The mailbox has as many subscriptions as one may have. */
    TOO_MANY
  }

  /** Tells the mailbox to which {@code token} was sent from now on. The token is good once. */
  public Confirmed confirm(String token) {
    return transactions.write(
        connection -> {
          repository.lockWishes();
          Optional<MailSubscription> wish = find(token);
          return wish.isPresent() ? confirm(wish.get()) : Confirmed.UNKNOWN;
        });
  }

  private Confirmed confirm(MailSubscription wish) {
    Instant now = now();
    Instant first = wish.isDaily() ? nextDaily(now) : now;
    if (repository.change(wish.address(), wish.scope(), wish.name(), wish.digest(), first) > 0) {
      repository.delete(wish.id());
      return Confirmed.DONE;
    }
    if (repository.countConfirmed(wish.address()) >= MAX_OF_MAILBOX) {
      return Confirmed.TOO_MANY;
    }
    repository.confirm(wish.id(), feed.sizeNow(), feed.newestNotice(), first);
    return Confirmed.DONE;
  }

  /** What ends with {@code id}, in words; empty when there is nothing. */
  public Optional<String> told(String id) {
    return ID.matcher(id).matches()
        ? repository.findConfirmed(id).stream()
            .findFirst()
            .map(one -> "Mail about %s.".formatted(MailText.about(one.about(), one.name())))
        : Optional.empty();
  }

  /** Ends what {@code id} names; nothing where there is nothing. */
  public void stop(String id) {
    if (ID.matcher(id).matches()) {
      repository.delete(id);
    }
  }

  /** When the next mail of the day leaves. */
  static Instant nextDaily(Instant now) {
    ZonedDateTime today = now.atZone(ZoneOffset.UTC).with(DAILY);
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Bytes random(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }
}
