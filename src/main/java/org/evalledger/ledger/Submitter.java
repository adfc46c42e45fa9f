package org.evalledger.ledger;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
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
 * @param operatorGrants the entries that granted it the operator's role, in their order, ended ones
 *     too; not the entry 0 that makes the first operator
 */
public record Submitter(
    SubmitterId id,
    String organisation,
    List<String> affiliations,
    SortedSet<String> namespaces,
    SortedSet<Role> roles,
    List<Kid> keys,
    List<EntryIndex> operatorGrants) {
  public Submitter {
    affiliations = List.copyOf(affiliations);
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    keys = List.copyOf(keys);
    operatorGrants = List.copyOf(operatorGrants);
  }
}
