package org.evalledger.access;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the identity provider knows.
 *
 * @param issuer the provider
 * @param subjectDigest stands for the person wherever others read it: HMAC-SHA-256 of the RFC 8785
 *     array of issuer and subject, under a secret of this ledger
 * @param name to greet the person with, at most 100 characters; null when not told
 * @param organisation to which the person belongs, an id; null when not told
 * @param roles some of submitter, reviewer, operator; empty for none but the public's
 */
public record Identity(
    String issuer,
    Sha256 subjectDigest,
    @Nullable String name,
    @Nullable String organisation,
    SortedSet<Role> roles) {
  public Identity {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /**
   * For whom the service speaks when this person says something in {@code role}, one of its own.
   */
  public OnBehalfOf as(Role role) {
    if (!roles.contains(role)) {
      throw new IllegalArgumentException("has not the role " + role.word());
    }
    return new OnBehalfOf(issuer, subjectDigest, organisation, role);
  }

  /** The same where it takes no role. */
  public OnBehalfOf asAnybody() {
    return new OnBehalfOf(issuer, subjectDigest, organisation, null);
  }
}
