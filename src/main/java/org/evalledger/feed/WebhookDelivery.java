package org.evalledger.feed;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.evalledger.database.DatabaseGoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks of new entries: each its events in their order, one at a time, until it took them.
 * What it does not take is tried again with growing pauses, and put aside after the last; a webhook
 * for which a hundred events were put aside is stopped. Delivery is at least once: a replica that
 * dies between an answer and its note sends that event again, under the same id.
 */
@Context
@Requires(property = "evalledger.origin")
final class WebhookDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
  private static final int AT_ONCE = 32;
  private static final int PAGE = 100;
  private static final long MAX_DEAD_LETTERS = 100;
  private static final int MAX_ERROR = 500;

  /** For how long one replica has a webhook to itself; longer than one delivery can take. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  /** For how long it goes on delivering under one claim. */
  private static final Duration TURN = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(500);

  private final WebhookRepository repository;
  private final Feed feed;
  private final WebhookTarget target;
  private final Clock clock;
  private final List<Duration> pauses;
  private final ExecutorService deliveries =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  private final Thread thread;
  private volatile boolean closing;

  WebhookDelivery(
      WebhookRepository repository,
      Feed feed,
      WebhookTarget target,
      Clock clock,
      @Property(
              name = "evalledger.webhook.pauses",
              defaultValue = "PT5S,PT30S,PT2M,PT10M,PT1H,PT4H,PT12H")
          String pauses) {
    this.repository = repository;
    this.feed = feed;
    this.target = target;
    this.clock = clock;
    this.pauses = Stream.of(pauses.split(",", -1)).map(Duration::parse).toList();
    this.thread = Thread.ofVirtual().name("webhooks").start(this::run);
  }

  private void run() {
    while (!closing) {
      try {
        Thread.sleep(LOOK);
        claimDue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DatabaseGoneException e) {
        LOG.debug("webhooks wait for the database", e);
      } catch (RuntimeException e) {
        LOG.error("webhooks could not be looked through", e);
      }
    }
  }

  private void claimDue() {
    Instant now = clock.instant();
    Instant claim = now.plus(CLAIM).truncatedTo(ChronoUnit.MICROS);
    for (Webhook webhook : repository.due(now, feed.size(), AT_ONCE)) {
      if (repository.claim(webhook.id(), webhook.nextAttemptAt(), claim) == 1) {
        deliveries.execute(() -> turn(webhook, claim));
      }
    }
  }

  /** One claim's work; when the database goes away the claim runs out and all is tried again. */
  private void turn(Webhook webhook, Instant claim) {
    try {
      deliver(webhook, claim);
    } catch (DatabaseGoneException e) {
      LOG.debug("webhook {} waits for the database", webhook.id(), e);
    } catch (Throwable e) {
      LOG.error("webhook {} could not be served", webhook.id(), e);
    }
  }

  private void deliver(Webhook webhook, Instant claim) {
    Instant end = clock.instant().plus(TURN);
    long size = feed.size();
    long next = webhook.nextIndex();
    int attempts = webhook.attempts();
    List<FeedEvent> events = feed.between(next - 1, size, webhook.filter(), PAGE);
    for (FeedEvent event : events) {
      Optional<String> error =
          target.deliver(
              URI.create(webhook.url()), webhook.id() + "." + event.index(), event.json());
      if (error.isPresent()) {
        failed(webhook, claim, event.index(), attempts + 1, error.get());
        return;
      }
      attempts = 0;
      next = event.index() + 1;
      if (repository.delivered(webhook.id(), claim, next, clock.instant()) == 0) {
        return;
      }
      if (closing || clock.instant().isAfter(end)) {
        repository.release(webhook.id(), claim, next, clock.instant());
        return;
      }
    }
    // Behind a full page there may be more; otherwise nothing up to the end is wanted.
    boolean all = events.size() < PAGE;
    if (!all || !webhook.filter().takesNotices() || tell(webhook, claim, size, end)) {
      repository.release(webhook.id(), claim, all ? size : next, clock.instant());
    }
  }

  /**
   * Tells what no entry says of cases, behind all entries up to {@code size}; false where the claim
   * ended with it. What is not taken after the last attempt is passed over: it is no fact, and the
   * file of the case tells it.
   */
  private boolean tell(Webhook webhook, Instant claim, long size, Instant end) {
    for (WebhookNotices told : repository.toldUpTo(webhook.id())) {
      int attempts = told.noticeAttempts();
      for (CaseNotice notice : feed.notices(told.nextNotice(), PAGE)) {
        String id = webhook.id() + ".notice-" + notice.notice();
        Optional<String> error = target.deliver(URI.create(webhook.url()), id, notice.json());
        if (error.isPresent()) {
          untold(webhook, claim, size, notice, attempts + 1, error.get());
          return false;
        }
        attempts = 0;
        Instant now = clock.instant();
        if (repository.told(webhook.id(), claim, notice.notice(), now) == 0) {
          return false;
        }
        if (closing || now.isAfter(end)) {
          return true;
        }
      }
    }
    return true;
  }

  private void untold(
      Webhook webhook, Instant claim, long size, CaseNotice notice, int attempts, String error) {
    Instant now = clock.instant();
    boolean last = attempts > pauses.size();
    if (last) {
      repository.passOver(webhook.id(), claim, notice.notice());
    }
    Instant again = last ? now : now.plus(pauses.get(attempts - 1));
    repository.untold(webhook.id(), claim, size, last ? 0 : attempts, again, shown(error));
  }

  private static String shown(String error) {
    return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
  }

  private void failed(Webhook webhook, Instant claim, long index, int attempts, String error) {
    Instant now = clock.instant();
    String shown = shown(error);
    if (attempts <= pauses.size()) {
      Instant again = now.plus(pauses.get(attempts - 1));
      repository.failed(webhook.id(), claim, index, attempts, again, shown, false);
    } else {
      repository.putAside(webhook.id(), index, attempts, shown, now);
      boolean stopped = webhook.deadLetters() + 1 >= MAX_DEAD_LETTERS;
      repository.failed(webhook.id(), claim, index + 1, 0, now, shown, stopped);
    }
  }

  @PreDestroy
  void close() {
    closing = true;
    thread.interrupt();
    deliveries.shutdown();
  }
}
