package org.evalledger.ledger;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;

/**
 * Somebody with registered keys.
 *
 * @param id its name
 * @param organisation to which it belongs
 * @param affiliations organisations that count as one with it
 * @param namespaces it was granted
 * @param roles it was granted
 * @param keys all its keys, in the order of their registration, revoked ones too
 */
public record Submitter(
    SubmitterId id,
    String organisation,
    List<String> affiliations,
    SortedSet<String> namespaces,
    SortedSet<Role> roles,
    List<Kid> keys) {
  public Submitter {
    affiliations = List.copyOf(affiliations);
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    keys = List.copyOf(keys);
  }
}
