package org.evalledger.audit;

import java.util.Optional;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.RegisteredKey;

/**
 * A readable entry with the ledger before it.
 *
 * @param leaf its bytes, read
 * @param entry what they say
 * @param before the log's own fold up to it, without it
 */
record Step(Leaf leaf, LedgerEntry entry, Ledger before) {
  /**
   * A step whose envelope was verified with the keys of the log as of that entry.
   *
   * @param step the entry
   * @param swapped how the envelope differs from the one the record names; empty when it does not
   * @param testimony what the envelope says; empty when there is none, or it is another
   */
  record Heard(Step step, Optional<String> swapped, Optional<Testimony> testimony) {}

  /** Verifies; safe on any thread. */
  Heard hear() {
    var envelope = leaf.source().envelope();
    Optional<String> swapped = envelope.flatMap(new Against(entry.record())::envelope);
    Optional<Testimony> testimony =
        swapped.isPresent()
            ? Optional.empty()
            : envelope.map(
                stored -> Testimony.of(stored, kid -> before.key(kid).map(RegisteredKey::key)));
    return new Heard(truer(testimony), swapped, testimony);
  }

  /** With what the envelope says, where the record names that and the stored facts differ. */
  private Step truer(Optional<Testimony> testimony) {
    if (testimony.orElse(null) instanceof Testimony.Given(var facts, var by, var introduced)
        && facts.sha256().equals(entry.record().facts())
        && !facts.bytes().equals(leaf.source().facts())) {
      return new Step(
          leaf,
          new LedgerEntry(
              entry.index(),
              entry.leafHash(),
              entry.record(),
              facts.statement(),
              entry.claimedAbove(),
              entry.assessed()),
          before);
    }
    return this;
  }
}
