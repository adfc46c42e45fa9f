package org.evalledger.mirror;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.SignedNote;
import org.evalledger.signing.StoredEnvelope;

/**
 * What the mirror refused, so that as long as the ledger shows nothing else the whole copy is not
 * walked through again to refuse it once more.
 *
 * @param head of the checkpoint that was shown
 * @param first where the page began that was refused
 * @param page digest of that page; empty when its first entry has no envelope and should have
 * @param reason why
 * @param at when
 */
record Refused(Checkpoint head, long first, Optional<Sha256> page, String reason, Instant at) {
  /** The mirror's own clock may have been the reason. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** {@code page}, which was given for the entries from {@code first} on. */
  static Refused page(
      Checkpoint head, long first, List<SourceEntry> page, String reason, Instant at) {
    return new Refused(head, first, Optional.of(digest(page)), reason, at);
  }

  /** The entry at {@code index} came without its envelope. */
  static Refused withheld(Checkpoint head, long index, String reason, Instant at) {
    return new Refused(head, index, Optional.empty(), reason, at);
  }

  /** Whether {@code ledger} shows the same as then, a short while ago. */
  boolean still(MirroredLedger ledger, Instant now) throws IOException {
    return now.isBefore(at.plus(AGAIN))
        && head(ledger.checkpoint()).equals(Optional.of(head))
        && same(ledger.entries(first));
  }

  private static Optional<Checkpoint> head(Bytes note) {
    return SignedNote.parse(note) instanceof Parsed.Value<SignedNote>(var signed)
            && Checkpoint.parse(signed.text()) instanceof Parsed.Value<Checkpoint>(var head)
        ? Optional.of(head)
        : Optional.empty();
  }

  private boolean same(List<SourceEntry> given) {
    if (page.isPresent()) {
      long left = head.size().value() - first;
      return page.equals(Optional.of(digest(given.subList(0, (int) Long.min(left, given.size())))));
    }
    return !given.isEmpty()
        && given.getFirst().index().value() == first
        && given.getFirst().envelope().isEmpty();
  }

  /** Each part of each entry by its own digest, so that none can pass for another. */
  private static Sha256 digest(List<SourceEntry> page) {
    return Bytes.concat(
            page.stream()
                .flatMap(
                    entry ->
                        Stream.of(
                            Bytes.ofUtf8(entry.index() + " " + entry.leafHash().hex()),
                            entry.record(),
                            entry.facts(),
                            entry.assessment().orElse(Bytes.EMPTY),
                            entry.envelope().map(Refused::written).orElse(Bytes.EMPTY)))
                .map(part -> part.sha256().bytes())
                .toArray(Bytes[]::new))
        .sha256();
  }

  private static Bytes written(StoredEnvelope envelope) {
    return Bytes.concat(Bytes.ofUtf8(envelope.mediaType() + " "), envelope.bytes());
  }
}
