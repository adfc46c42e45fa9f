package org.evalledger.submission;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Bytes of envelopes that may wait; each may be 8 MiB. */
  private static final long MAX_WAITING_BYTES = 256L << 20;

  /** Bytes of envelopes in one batch, but for the first. */
  private static final long MAX_BATCH_BYTES = 16L << 20;

  /** For how long the database may be silent before it counts as gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For how long the batch in hand may keep the service from stopping. */
  private static final Duration LAST_BATCH = Duration.ofSeconds(25);

  /** Submissions that may wait; more are turned away, so that none waits for seconds. */
  private final Line queue;

  private final AtomicLong waitingBytes = new AtomicLong();

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
    this.queue = new Line(queueLength);
    this.log = log;
    this.registry = registry;
    this.assessments = assessments;
    this.reassessments = reassessments;
    this.clock = clock;
    this.connection = database.ownConnection(PATIENCE);
    this.thread = Thread.ofPlatform().name("sequencer").start(this::run);
  }

  /** Queues {@code candidate}; false when too many or too large ones wait already. */
  boolean offer(Candidate candidate) {
    long bytes = candidate.envelope().length();
    if (waitingBytes.addAndGet(bytes) <= MAX_WAITING_BYTES && !closing && queue.offer(candidate)) {
      return true;
    }
    waitingBytes.addAndGet(-bytes);
    return false;
  }

  /** How many wait for the next batch. */
  int waiting() {
    return queue.size();
  }

  /** Whether batches are still taken. */
  boolean isAlive() {
    return thread.isAlive();
  }

  private void run() {
    while (!closing) {
      List<Candidate> batch = List.of();
      try {
        batch = take();
        if (isLeft(batch.getFirst())) {
          continue;
        }
        sequence(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Throwable e) {
        failed(batch, e);
      }
    }
  }

  /** Whether who asked for a preview waits no longer. */
  private static boolean isLeft(Candidate candidate) {
    return candidate.intent() == Intent.PREVIEW && candidate.verdict().isDone();
  }

  private List<Candidate> take() throws InterruptedException {
    var batch = new ArrayList<Candidate>(waiting);
    waiting.clear();
    if (batch.isEmpty()) {
      batch.add(taken(queue.take()));
    }
    if (batch.getFirst().intent() == Intent.PREVIEW) {
      return batch; // by itself, so that nobody's answer waits for it
    }
    long bytes = batch.stream().mapToLong(candidate -> candidate.envelope().length()).sum();
    while (batch.size() < Log.MAX_BATCH && bytes < MAX_BATCH_BYTES) {
      Candidate next = queue.submission();
      if (next == null) {
        break;
      }
      batch.add(taken(next));
      bytes += next.envelope().length();
    }
    return batch;
  }

  private Candidate taken(Candidate candidate) {
    waitingBytes.addAndGet(-candidate.envelope().length());
    return candidate;
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
    assessments.committed(entries);
    registry.committed(entries);
    for (int i = 0; i < entries.size(); i++) {
      made.admitted()
          .get(i)
          .verdict()
          .complete(new Decided.InTheLog(entries.get(i), done.proofs().get(i), done.checkpoint()));
    }
  }

  /**
   * Nothing of the batch is known to be committed. Where the database is there, the fault may be
   * one candidate's: then each is decided by itself, and what did get in is found to be known.
   */
  private void failed(List<Candidate> batch, Throwable cause) {
    if (cause instanceof DatabaseGoneException) {
      LOG.warn("a batch of {} was not appended: {}", batch.size(), cause.getMessage());
    } else {
      LOG.error("a batch of {} was not appended", batch.size(), cause);
      if (batch.size() > 1) {
        batch.forEach(this::alone);
        return;
      }
    }
    batch.forEach(candidate -> candidate.verdict().complete(new Decided.Unknown()));
  }

  private void alone(Candidate candidate) {
    try {
      sequence(List.of(candidate));
    } catch (Throwable e) {
      failed(List.of(candidate), e);
    }
  }

  @Override
  @PreDestroy
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      if (!thread.join(LAST_BATCH)) {
        LOG.error("the last batch takes too long; what becomes of it is found out at next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Candidate left = queue.any(); left != null; left = queue.any()) {
      left.verdict().complete(new Decided.Unknown());
    }
    waiting.forEach(left -> left.verdict().complete(new Decided.Unknown()));
    connection.close();
  }
}
