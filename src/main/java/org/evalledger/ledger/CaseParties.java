package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.ledger.Earlier.EarlierEntry;
import org.evalledger.statement.SubmitterId;

/** Who has a part in a case, so that none of its reviewers belongs there. */
public final class CaseParties {
  private CaseParties() {}

  /** Organisations of all who signed, own, contradict or reported the results. */
  public static SortedSet<String> of(Ledger ledger, Earlier earlier, Case found) {
    var all = new TreeSet<>(found.reporters());
    var ids = new ArrayList<SubmitterId>();
    if (found.group() instanceof CaseGroup.SignedBy signed) {
      ids.addAll(signed.submitters());
      ids.addAll(signed.signers());
      signed.namespaces().forEach(namespace -> ids.addAll(ledger.owners(namespace)));
    }
    for (EarlierEntry entry :
        found.entries().flatMap(index -> earlier.entry(index).stream()).toList()) {
      ids.add(entry.submitter());
      entry.signers().stream()
          .flatMap(kid -> ledger.key(kid).stream())
          .map(RegisteredKey::submitter)
          .forEach(ids::add);
      String namespace = entry.namespace();
      if (namespace != null) {
        ids.addAll(ledger.owners(namespace));
      }
    }
    all.addAll(Organisations.asOne(ledger, ids));
    return all;
  }
}
