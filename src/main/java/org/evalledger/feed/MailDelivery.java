package org.evalledger.feed;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.log.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that are due: what happened since the last one to each mailbox, and the question
 * to those whose owners have not confirmed. A mail that is refused is tried again with growing
 * pauses, and given up after the last; after ten of those nothing more is sent there. While the
 * server itself takes nothing, all wait. Delivery is at least once: a replica that dies between the
 * server's word and its note sends that mail again, under the same id. Addresses are never logged.
 */
@Context
@Requires(property = "evalledger.origin")
final class MailDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
  private static final int AT_ONCE = 8;
  private static final int PAGE = 100;
  private static final int MAX_GIVEN_UP = 10;
  private static final int TOKEN_BYTES = 32;

  /** For how long one replica has a mailbox to itself; longer than handing over can take. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofMillis(500);

  private final MailRepository repository;
  private final Feed feed;
  private final Postbox postbox;
  private final MailText text;
  private final String origin;
  private final Clock clock;
  private final List<Duration> pauses;
  private final Duration gather;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService deliveries =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mail-", 0).factory());

  /** How many more mails may be on their way. */
  private final Semaphore free = new Semaphore(AT_ONCE);

  private final Thread thread;

  /** Whether the server took the last mail, or nothing is known yet. */
  private volatile boolean reachable = true;

  MailDelivery(
      MailRepository repository,
      Feed feed,
      Postbox postbox,
      LogIdentity identity,
      Clock clock,
      @Property(name = "evalledger.mail.pauses", defaultValue = "PT30S,PT2M,PT10M,PT1H,PT4H,PT12H")
          String pauses,
      @Property(name = "evalledger.mail.gather", defaultValue = "PT1M") String gather) {
    this.repository = repository;
    this.feed = feed;
    this.postbox = postbox;
    this.text = new MailText(postbox::link);
    this.origin = identity.origin();
    this.clock = clock;
    this.pauses = Stream.of(pauses.split(",", -1)).map(Duration::parse).toList();
    this.gather = Duration.parse(gather);
    this.thread = Thread.ofVirtual().name("mails").unstarted(this::run);
    if (postbox.isOpen()) {
      thread.start();
    }
  }

  private void run() {
    while (true) {
      try {
        Thread.sleep(LOOK);
        claimDue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DatabaseGoneException e) {
        LOG.debug("mail waits for the database");
      } catch (RuntimeException e) {
        LOG.error("mail could not be looked through: {}", e.getClass().getName());
      }
    }
  }

  private void claimDue() {
    Instant now = now();
    repository.forgetExpired(now);
    Instant claim = now.plus(CLAIM);
    // Nothing is claimed that would wait: a claim that ran out is somebody else's.
    int limit = free.availablePermits();
    if (limit == 0) {
      return;
    }
    for (MailSubscription due : repository.due(now, feed.size(), feed.newestNotice(), limit)) {
      if (repository.claim(due.id(), due.nextAttemptAt(), claim) == 1) {
        free.acquireUninterruptibly();
        deliveries.execute(() -> turn(due, claim));
      }
    }
  }

  /** One claim's work; when the database goes away the claim runs out and all is tried again. */
  private void turn(MailSubscription due, Instant claim) {
    try {
      if (due.expiresAt() == null) {
        tell(due, claim);
      } else {
        ask(due, claim, due.expiresAt());
      }
    } catch (DatabaseGoneException e) {
      LOG.debug("a mail waits for the database");
    } catch (Throwable e) {
      // The message of an exception could hold an address.
      LOG.error("a mail could not be made: {}", e.getClass().getName());
    } finally {
      free.release();
    }
  }

  /** The token is nowhere but in the mail; each try has its own, of which the newest counts. */
  private void ask(MailSubscription wish, Instant claim, Instant until) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Bytes.copyOf(bytes).base64Url();
    if (repository.asks(wish.id(), claim, Mails.digest(token)) == 0) {
      return;
    }
    var letter =
        new Postbox.Letter(
            wish.address(),
            "ask." + Mails.digest(token).substring(0, 32),
            "Please confirm: mail from " + MailText.plain(origin, 100),
            text.question(origin, wish, token, until),
            Map.of());
    // Once it is taken nothing more is due before the wish is forgotten.
    settle(wish, claim, letter, 0, 0, until);
  }

  private void tell(MailSubscription to, Instant claim) {
    long size = feed.size();
    long newest = feed.newestNotice();
    List<FeedEvent> events = feed.between(to.nextIndex() - 1, size, to.about(), to.name(), PAGE);
    List<CaseNotice> notices = feed.notices(to.nextNotice(), to.about(), to.name(), PAGE);
    boolean more = events.size() == PAGE || notices.size() == PAGE;
    long end = events.size() == PAGE ? events.getLast().index() + 1 : size;
    long notice = notices.isEmpty() ? newest : notices.getLast().notice();
    Instant next = to.isDaily() && !more ? Mails.nextDaily(now()) : now().plus(gather);
    if (events.isEmpty() && notices.isEmpty()) {
      repository.nothing(to.id(), claim, end, notice, to.isDaily() ? next : now());
      return;
    }
    settle(to, claim, letter(to, events, notices, more), end, notice, next);
  }

  private Postbox.Letter letter(
      MailSubscription to, List<FeedEvent> events, List<CaseNotice> notices, boolean more) {
    int count = events.size() + notices.size();
    String stop = postbox.link("/mail/stop/" + to.id());
    String position = to.id() + "." + to.nextIndex() + "." + to.nextNotice();
    return new Postbox.Letter(
        to.address(),
        "news." + Mails.digest(position).substring(0, 32),
        "[%s] %d %s: %s"
            .formatted(
                MailText.plain(origin, 100),
                count,
                count == 1 ? "event" : "events",
                MailText.about(to.about(), to.name())),
        text.news(origin, to, events, notices, more),
        // RFC 2369 §3.2, and RFC 8058 §3.1: one POST ends it, and no GET does.
        Map.of(
            "List-Unsubscribe",
            "<" + stop + ">",
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click"));
  }

  private void settle(
      MailSubscription to,
      Instant claim,
      Postbox.Letter letter,
      long end,
      long notice,
      Instant next) {
    switch (postbox.send(letter)) {
      case Postbox.Sent.Taken taken -> {
        reachable(true);
        repository.sent(to.id(), claim, end, notice, now(), next);
      }
      case Postbox.Sent.Unreachable(var error) -> {
        reachable(false);
        repository.failed(to.id(), claim, to.attempts(), error, now().plus(pauses.getFirst()));
      }
      case Postbox.Sent.Refused(var error) -> {
        reachable(true);
        refused(to, claim, error, end, notice);
      }
    }
  }

  private void reachable(boolean now) {
    if (reachable != now) {
      LOG.warn(now ? "the mail server takes mail again" : "the mail server takes no mail");
    }
    reachable = now;
  }

  private void refused(MailSubscription to, Instant claim, String error, long end, long notice) {
    int attempts = to.attempts() + 1;
    if (attempts <= pauses.size()) {
      Instant again = now().plus(pauses.get(attempts - 1));
      repository.failed(to.id(), claim, attempts, error, again);
    } else if (to.expiresAt() != null) {
      repository.delete(to.id());
    } else if (repository.giveUp(to.id(), claim, end, attempts, error, now()) == 1) {
      if (to.givenUp() + 1 >= MAX_GIVEN_UP) {
        repository.stop(to.id());
      }
      repository.failed(to.id(), claim, 0, error, claim);
      repository.nothing(
          to.id(), claim, end, notice, to.isDaily() ? Mails.nextDaily(now()) : now());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @PreDestroy
  void close() {
    thread.interrupt();
    deliveries.shutdown();
  }
}
