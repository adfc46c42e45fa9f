package org.evalledger.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;

/**
 * An audit that goes on as the log grows: what {@link LogAudit} checks, from one checkpoint to the
 * next. After a finding it must be thrown away.
 */
public final class LogFollow {
  private final NoteVerifier logKey;
  private final InstantSource clock;
  private final Findings findings = new Findings();
  private final Walk walk;

  /**
   * @param logKey the log's public key; its name is the log's origin
   * @param operator thumbprint of the key that must have written entry 0
   * @param clock of whoever follows
   */
  public LogFollow(NoteVerifier logKey, Kid operator, InstantSource clock) {
    this.logKey = logKey;
    this.clock = clock;
    var nothing = new Checkpoint(logKey.name(), TreeSize.EMPTY, MerkleHash.EMPTY_ROOT);
    this.walk = new Walk(nothing, new Views(nothing, findings), operator, findings);
  }

  /** The head that {@code note} tells, if the log's key signed it. */
  public static Parsed<Checkpoint> open(Bytes note, NoteVerifier logKey) {
    return switch (Heads.open(note, NotePolicy.ofLogs(List.of(logKey)))) {
      case Parsed.Malformed<Heads.Head>(var reason) -> new Parsed.Malformed<>(reason);
      case Parsed.Value<Heads.Head>(var head) -> new Parsed.Value<>(head.checkpoint());
    };
  }

  /** The same with this log's key. */
  public Parsed<Checkpoint> open(Bytes note) {
    return open(note, logKey);
  }

  /** How many entries were taken in. */
  public long size() {
    return walk.size();
  }

  /** The root of the entries that were taken in. */
  public Sha256 root() {
    return walk.root();
  }

  /** Begins to go on to {@code head}, just shown, not smaller than what was taken in. */
  public void aimAt(Checkpoint head) {
    walk.aimAt(head, clock.instant());
  }

  /**
   * At {@code time}, by the clock here, the log had {@code size} entries and no more; what follows
   * must not say that it was received before.
   */
  public void notBefore(long size, Instant time) {
    walk.notBefore(new Floor(size, time, "when it was looked at from here"));
  }

  /** Takes in the next entries; the first finding, as a sentence, or empty. */
  public Optional<String> take(List<SourceEntry> chunk) {
    long before = walk.size();
    walk.take(chunk);
    if (walk.size() == before && walk.wants() > 0) {
      return Optional.of("Entry %d is not given.".formatted(before));
    }
    return found();
  }

  /** Whether all entries up to the head are taken in. */
  public boolean arrived() {
    return walk.wants() == 0;
  }

  /** Compares what was taken in with the head that was aimed at; the first finding, or empty. */
  public Optional<String> finish() {
    walk.holdAgainstHead();
    return found();
  }

  /**
   * Says of an entry that its envelope is gone though no takedown up to the head names it; empty
   * where there is none. A takedown that was logged behind the head may name it.
   */
  public Optional<Finding> unexplained() {
    return walk.unexplained().stream().findFirst().map(Walk::erased);
  }

  /** Takes in entries that are known to follow, whatever the head; the first finding, or empty. */
  public Optional<String> takeKnown(List<SourceEntry> chunk) {
    aimAt(new Checkpoint(logKey.name(), new TreeSize(size() + chunk.size()), root()));
    return take(chunk);
  }

  private Optional<String> found() {
    return findings.first().stream().findFirst().map(Finding::toString);
  }
}
