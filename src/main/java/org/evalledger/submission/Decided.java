package org.evalledger.submission;

import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.Ruling;
import org.evalledger.log.LogEntry;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.record.Relation;
import org.jspecify.annotations.Nullable;

/** What the sequencer says of a candidate. */
sealed interface Decided {
  /** It is appended and committed. */
  record InTheLog(LogEntry entry, InclusionProof proof, Bytes checkpoint) implements Decided {}

  /** Its bytes were appended before, as this entry. */
  record InTheLogBefore(long index) implements Decided {}

  /** The rules keep it out. */
  record Out(Ruling.Refusal refusal) implements Decided {}

  /** It was only to be checked, and nothing keeps it out. */
  record WouldEnter(@Nullable Relation relation, Optional<Bytes> assessment) implements Decided {}

  /** Nobody knows: the database is gone, the service stops, or something broke. Ask again. */
  record Unknown() implements Decided {}
}
