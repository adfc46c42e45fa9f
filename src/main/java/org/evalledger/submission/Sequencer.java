package org.evalledger.submission;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.evalledger.database.Database;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.database.OwnConnection;
import org.evalledger.log.Appended;
import org.evalledger.log.Head;
import org.evalledger.log.Log;
import org.evalledger.log.LogEntry;
import org.evalledger.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that decides and appends: it takes what waits, at most 256 at a time, and commits
 * all of it in one transaction. While one batch commits the next gathers, so nothing waits on
 * purpose.
 */
@Context
@Requires(property = "evalledger.origin")
final class Sequencer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

  private final Log log;
  private final Registry registry;
  private final AssessmentFold assessments;
  private final ReassessmentWriter reassessments;
  private final Clock clock;
  private final OwnConnection connection;

  /** Submissions that may wait; more are turned away, so that none waits for seconds. */
  private final BlockingQueue<Candidate> queue;

  private final Thread thread;

  /** Put off to the next batch, because they depend on this one; the sequencing thread's own. */
  private final Deque<Candidate> waiting = new ArrayDeque<>();

  private volatile boolean closing;

  Sequencer(
      Log log,
      Registry registry,
      AssessmentFold assessments,
      ReassessmentWriter reassessments,
      Clock clock,
      Database database,
      @Property(name = "evalledger.submission.queue", defaultValue = "4096") int queueLength) {
    this.queue = new ArrayBlockingQueue<>(queueLength);
    this.log = log;
    this.registry = registry;
    this.assessments = assessments;
    this.reassessments = reassessments;
    this.clock = clock;
    this.connection = database.ownConnection();
    this.thread = Thread.ofPlatform().name("sequencer").start(this::run);
  }

  /** Queues {@code candidate}; false when too many wait already. */
  boolean offer(Candidate candidate) {
    return !closing && queue.offer(candidate);
  }

  private void run() {
    while (!closing) {
      List<Candidate> batch = List.of();
      try {
        batch = take();
        sequence(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        fail(batch, e);
      }
    }
  }

  private List<Candidate> take() throws InterruptedException {
    var batch = new ArrayList<Candidate>(waiting);
    waiting.clear();
    if (batch.isEmpty()) {
      batch.add(queue.take());
    }
    queue.drainTo(batch, Log.MAX_BATCH - batch.size());
    return batch;
  }

  private void sequence(List<Candidate> batch) {
    var decision = new Decision[1];
    Optional<Appended> appended =
        log.append(
            connection,
            (open, head) -> {
              Decision made = decide(open, head, batch);
              decision[0] = made;
              return made.drafts();
            });
    Decision made = decision[0];
    appended.ifPresent(done -> committed(made, done));
    made.answers().forEach(Decision.Answered::complete);
    made.putOff().forEach(waiting::addLast);
  }

  private Decision decide(Connection open, Head head, List<Candidate> batch) throws SQLException {
    var ledger = registry.at(open, head.size());
    var assessor = assessments.at(open, head.size());
    return new Batch(ledger, assessor, reassessments, head, clock.instant()).decide(open, batch);
  }

  private void committed(Decision made, Appended done) {
    List<LogEntry> entries = done.entries();
    assessments.committed(registry.ledger(), entries);
    registry.committed(entries);
    for (int i = 0; i < entries.size(); i++) {
      made.admitted()
          .get(i)
          .verdict()
          .complete(new Decided.InTheLog(entries.get(i), done.proofs().get(i), done.checkpoint()));
    }
  }

  /** Nothing of the batch is known to be committed: each submitter asks again and finds out. */
  private void fail(List<Candidate> batch, RuntimeException cause) {
    if (cause instanceof DatabaseGoneException) {
      LOG.warn("a batch of {} was not appended: {}", batch.size(), cause.getMessage());
    } else {
      LOG.error("a batch of {} was not appended", batch.size(), cause);
    }
    batch.forEach(candidate -> candidate.verdict().completeExceptionally(cause));
    waiting.clear();
  }

  @Override
  @PreDestroy
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
