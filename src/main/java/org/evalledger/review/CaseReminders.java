package org.evalledger.review;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute for cases that stand still: frees those whose assignment ran out, and reminds
 * once of each that nobody moved. Any number of replicas may look; each finds what is left.
 */
@Context
@Requires(property = "evalledger.origin")
public final class CaseReminders {
  private static final Logger LOG = LoggerFactory.getLogger(CaseReminders.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final AssignmentRepository repository;
  private final Transactions transactions;
  private final Clock clock;
  private final Duration reviewer;
  private final Duration lab;
  private final Thread thread;

  CaseReminders(
      AssignmentRepository repository,
      Transactions transactions,
      Clock clock,
      @Property(name = "evalledger.case.remind.reviewer", defaultValue = "3d") Duration reviewer,
      @Property(name = "evalledger.case.remind.lab", defaultValue = "14d") Duration lab) {
    this.repository = repository;
    this.transactions = transactions;
    this.clock = clock;
    this.reviewer = reviewer;
    this.lab = lab;
    this.thread = Thread.ofVirtual().name("case-reminders").start(this::run);
  }

  private void run() {
    while (true) {
      try {
        Thread.sleep(LOOK);
        look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DatabaseGoneException e) {
        LOG.debug("reminders wait for the database", e);
      } catch (RuntimeException e) {
        LOG.error("cases that stand still could not be looked for", e);
      }
    }
  }

  /** Looks now. */
  public void look() {
    transactions.write(
        connection -> {
          repository.lockNotices();
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          repository.noteExpired(now);
          repository.expire(now);
          repository.remindReviewers(now, now.minus(reviewer));
          repository.remindLabs(now, now.minus(lab));
          return true;
        });
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }
}
