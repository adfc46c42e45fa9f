package org.evalledger.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.signing.Kid;

/** Which key signed what and when: a later revocation may say that it was not its owner's then. */
final class KeyUse {
  /** By key, the entries it signed, in their order. */
  private final Map<Kid, List<Use>> uses = new HashMap<>();

  private record Use(long index, Instant receivedAt) {}

  void add(LedgerEntry entry) {
    var use = new Use(entry.index().value(), entry.record().receivedAt());
    entry
        .record()
        .kids()
        .forEach(kid -> uses.computeIfAbsent(kid, k -> new ArrayList<>()).add(use));
  }

  /**
   * How many entries are {@code key-doubted} as of {@code ledger}, the state behind all of them.
   */
  long doubted(Ledger ledger) {
    Set<Long> doubted = new HashSet<>();
    uses.forEach(
        (kid, signed) ->
            ledger
                .key(kid)
                .ifPresent(
                    key ->
                        signed.stream()
                            .filter(use -> key.doubted(use.receivedAt()))
                            .forEach(use -> doubted.add(use.index()))));
    return doubted.size();
  }
}
