package org.evalledger.ledger;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.ledger.CaseGroup.SignedBy;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.SubmitterId;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Whose evaluations a key signed, of whose models and beside whom, each with when the newest was
 * received: enough to tell who has a part in all that it signed since any time. Immutable.
 *
 * @param submitters of the evaluations
 * @param signers for whom the keys speak that signed them
 * @param namespaces of the models
 */
record KeySignings(
    PMap<SubmitterId, Instant> submitters,
    PMap<SubmitterId, Instant> signers,
    PMap<String, Instant> namespaces) {
  static final KeySignings NONE =
      new KeySignings(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  /** With one evaluation more, the newest. */
  KeySignings with(Ledger ledger, LedgerEntry entry, Evaluation evaluation) {
    Instant at = entry.record().receivedAt();
    PMap<SubmitterId, Instant> beside = signers;
    for (Kid kid : entry.record().kids()) {
      var key = ledger.key(kid);
      if (key.isPresent()) {
        beside = beside.plus(key.get().submitter(), at);
      }
    }
    return new KeySignings(
        submitters.plus(entry.record().submitter(), at),
        beside,
        namespaces.plus(evaluation.model().id().namespace(), at));
  }

  /** What it signed that was received after {@code since}. */
  SignedBy since(Kid kid, Instant since) {
    return new SignedBy(
        kid, since, after(submitters, since), after(signers, since), after(namespaces, since));
  }

  private static <K> SortedSet<K> after(PMap<K, Instant> all, Instant since) {
    var newer = new TreeSet<K>();
    all.forEach(
        (key, at) -> {
          if (at.isAfter(since)) {
            newer.add(key);
          }
        });
    return newer;
  }
}
