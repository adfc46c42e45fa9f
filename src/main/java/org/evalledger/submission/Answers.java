package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.Transactions;
import org.evalledger.entry.Receipt;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.registry.ReadEntry;
import org.evalledger.registry.StoredEarlier;
import org.evalledger.signing.SignedNote;

/** Puts together what proves that an entry is in the log. */
@Singleton
public final class Answers {
  private final LogIdentity identity;
  private final LogReader log;
  private final Transactions transactions;
  private final ServiceKey key;

  Answers(LogIdentity identity, LogReader log, Transactions transactions, ServiceKey key) {
    this.identity = identity;
    this.log = log;
    this.transactions = transactions;
    this.key = key;
  }

  /** The answer to the submission that became {@code entry}. */
  Answer of(LogEntry entry, InclusionProof proof, Bytes checkpoint) {
    var read = ReadEntry.of(entry).entry();
    return new Answer(
        read.index(),
        read.leafHash(),
        entry.record(),
        read.record(),
        proof,
        checkpoint,
        entry.assessment(),
        receipt(entry));
  }

  /** The service's receipt for {@code entry}, compact: the same bytes at any time. */
  public Bytes receipt(LogEntry entry) {
    return verdict(entry).sign(key.key());
  }

  /** The same as JWS JSON, by both of the service's keys over one payload. */
  public Bytes receiptByAllKeys(LogEntry entry) {
    return verdict(entry).sign(key.keys());
  }

  private Receipt verdict(LogEntry entry) {
    var read = ReadEntry.of(entry).entry();
    return new Receipt(identity.origin(), read.index(), read.leafHash(), read.record());
  }

  /** The answer that the entry at {@code index} got when it was accepted. */
  Answer first(long index) {
    LogEntry entry = log.entry(index).orElseThrow();
    Bytes checkpoint = log.checkpointCovering(index).orElseThrow();
    SignedNote note = SignedNote.parse(checkpoint).orElseThrow();
    long size = Checkpoint.parse(note.text()).orElseThrow().size().value();
    return of(entry, log.inclusion(index, size), checkpoint);
  }

  /** The first answer to the envelope with this digest; empty when it never entered. */
  Optional<Answer> known(Sha256 digest) {
    return index(digest).map(this::first);
  }

  /** Where the envelope with this digest stands; empty when it never entered. */
  Optional<Long> index(Sha256 digest) {
    return transactions.read(
        connection ->
            Optional.ofNullable(StoredEarlier.envelopes(connection, List.of(digest)).get(digest)));
  }
}
