package org.evalledger.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with registered keys.
 *
 * @param id its name
 * @param organisation to which it belongs
 * @param affiliations organisations that count as one with it
 * @param namespaces it was granted
 * @param roles it was granted
 * @param operatorFrom before which the role {@code operator} among them does not count yet; null
 *     where it has not that role, or has had it since entry 0
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
    @Nullable Instant operatorFrom,
    List<Kid> keys,
    List<EntryIndex> operatorGrants) {
  public Submitter {
    affiliations = List.copyOf(affiliations);
    namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    keys = List.copyOf(keys);
    operatorGrants = List.copyOf(operatorGrants);
  }

  /** Whether it acts in {@code role} at {@code time}. */
  boolean acts(Role role, Instant time) {
    boolean waiting = role == Role.OPERATOR && operatorFrom != null && time.isBefore(operatorFrom);
    return roles.contains(role) && !waiting;
  }

  /** Whether the two are no independent voices: one organisation, or organisations affiliated. */
  boolean isOneWith(Submitter other) {
    Set<String> own = organisations();
    return id.equals(other.id) || other.organisations().stream().anyMatch(own::contains);
  }

  /** The one it belongs to and those it is affiliated with. */
  public Set<String> organisations() {
    var all = new HashSet<>(affiliations);
    all.add(organisation);
    return all;
  }
}
