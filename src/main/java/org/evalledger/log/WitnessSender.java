package org.evalledger.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.log.WitnessCall.Cosigned;
import org.evalledger.log.WitnessCall.Failed;
import org.evalledger.log.WitnessCall.Result;
import org.evalledger.log.WitnessCall.Saw;
import org.evalledger.signing.NotePolicy.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one witness up to date, in a thread of its own, so that none waits for another: always the
 * newest checkpoint, at most one a second, ever less often while it fails. A log at rest is shown
 * again now and then, so that what witnesses say of it never grows old.
 */
final class WitnessSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(WitnessSender.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 6;
  private static final int ATTEMPTS = 3;
  private static final int MAX_SHOWN = 200;

  private final WitnessCall witness;
  private final LogReader log;
  private final Cosignatures cosignatures;
  private final NewestHead newest;

  /** How long a checkpoint that was cosigned may stand before it is shown again. */
  private final Duration rest;

  /** What kind of thing went wrong last, so that it is logged once; empty while nothing does. */
  private String fault = "";

  private int failures;

  WitnessSender(
      WitnessCall witness,
      LogReader log,
      Cosignatures cosignatures,
      NewestHead newest,
      Duration rest) {
    this.witness = witness;
    this.log = log;
    this.cosignatures = cosignatures;
    this.newest = newest;
    this.rest = rest;
  }

  @Override
  public void run() {
    try {
      long done = 0;
      while (true) {
        Head head = newest.after(done, rest);
        String wrong = attempt(head, head.size() <= done);
        note(wrong);
        if (wrong.isEmpty()) {
          done = head.size();
        }
        Thread.sleep(pause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pause() {
    return failures == 0
        ? PAUSE
        : PAUSE
            .multipliedBy(1L << Integer.min(failures, MAX_DOUBLINGS))
            .plusMillis(ThreadLocalRandom.current().nextInt(1_000));
  }

  private void note(String wrong) {
    failures = wrong.isEmpty() ? 0 : failures + 1;
    String kind = kind(wrong);
    if (!kind.equals(fault)) {
      fault = kind;
      if (wrong.isEmpty()) {
        LOG.info("witness {} cosigns again", witness);
      } else {
        LOG.warn("witness {} does not cosign: {}", witness, shown(wrong));
      }
    }
  }

  /** What stays the same when the log has grown meanwhile. */
  private static String kind(String wrong) {
    return shown(wrong).replaceAll("[0-9]+", "#");
  }

  /** The witness itself may have written it. */
  private static String shown(String wrong) {
    return wrong.substring(0, Integer.min(wrong.length(), MAX_SHOWN)).replaceAll("\\p{C}", "?");
  }

  /**
   * What keeps {@code head} from being cosigned; empty when it is, by whichever replica.
   *
   * @param again whether it was cosigned before, and shall be once more
   */
  private String attempt(Head head, boolean again) throws InterruptedException {
    try {
      long saw = seen();
      boolean due = again;
      for (int i = 0; i < ATTEMPTS && (due || seen() < head.size()); i++) {
        Result result = send(head, saw);
        switch (result) {
          case Cosigned(var lines) -> {
            cosignatures.keep(head.size(), lines);
            due = false;
          }
          case Failed(var reason) -> {
            return reason;
          }
          case Saw(long size) -> saw = size;
        }
        if (saw > head.size()) {
          // Another replica may be ahead; a database that was set back looks the same from here.
          return "it saw %d entries, this log has %d".formatted(saw, head.size());
        }
      }
      return due || seen() < head.size() ? "it keeps naming another size" : "";
    } catch (DatabaseGoneException e) {
      return "the log cannot be read: " + e.getMessage();
    } catch (RuntimeException e) {
      // Of whatever kind: without this thread the witness would never be asked again.
      LOG.error("witness {} cannot be asked", witness, e);
      return "a fault of this service: " + e.getMessage();
    }
  }

  /** The newest size that one of its keys cosigned, by any replica. */
  private long seen() {
    return witness.witnesses().stream()
        .map(Witness::key)
        .mapToLong(cosignatures::newest)
        .max()
        .orElse(0);
  }

  private Result send(Head head, long saw) throws InterruptedException {
    boolean grown = 0 < saw && saw < head.size();
    List<Sha256> proof = grown ? log.consistency(saw, head.size()).hashes() : List.of();
    return witness.send(saw, proof, head.checkpoint());
  }
}
