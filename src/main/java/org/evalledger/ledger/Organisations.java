package org.evalledger.ledger;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.statement.SubmitterId;

/** Which organisations count as one where somebody speaks on a case. */
final class Organisations {
  private Organisations() {}

  /**
   * The organisation, those with which any submitter of it is affiliated, and those of submitters
   * that name it as their affiliation: whoever of the two says so, and whoever of its people.
   */
  static SortedSet<String> asOne(Ledger ledger, String organisation) {
    var all = new TreeSet<String>();
    all.add(organisation);
    for (Submitter known : ledger.submitters()) {
      if (known.organisation().equals(organisation)) {
        all.addAll(known.affiliations());
      } else if (known.affiliations().contains(organisation)) {
        all.add(known.organisation());
      }
    }
    return all;
  }

  /** The same for all of {@code submitters}. */
  static SortedSet<String> asOne(Ledger ledger, Collection<SubmitterId> submitters) {
    var own = new TreeSet<String>();
    for (SubmitterId id : submitters) {
      ledger.submitter(id).map(Submitter::organisation).ifPresent(own::add);
    }
    var all = new TreeSet<String>();
    own.forEach(organisation -> all.addAll(asOne(ledger, organisation)));
    return all;
  }

  /** Whether somebody of that organisation is registered. */
  static boolean isRegistered(Ledger ledger, String organisation) {
    return ledger.submitters().stream()
        .anyMatch(known -> known.organisation().equals(organisation));
  }
}
