package org.evalledger.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of somebody, as far as it is kept.
 *
 * @param issuer of the token
 * @param subjectDigest stands for the person
 * @param name to greet the person with; null when not told
 * @param organisation an id; null when not told
 * @param grounds what gives roles, each as claim, space, value
 */
record Person(
    String issuer,
    Sha256 subjectDigest,
    @Nullable String name,
    @Nullable String organisation,
    SortedSet<String> grounds) {
  private static final int MAX_NAME = 100;

  Person {
    grounds = Collections.unmodifiableSortedSet(new TreeSet<>(grounds));
  }

  static Person of(
      JWTClaimsSet claims, Sha256 subjectDigest, String organisationClaim, RoleRules rules) {
    return new Person(
        String.valueOf(claims.getIssuer()),
        subjectDigest,
        name(claims.getClaim("name")),
        organisation(RoleRules.claim(claims.getClaims(), organisationClaim)),
        rules.grounds(claims));
  }

  private static @Nullable String name(@Nullable Object claim) {
    if (!(claim instanceof String text) || text.isBlank()) {
      return null;
    }
    String plain = text.strip().replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
    int end =
        plain.offsetByCodePoints(0, Integer.min(MAX_NAME, plain.codePointCount(0, plain.length())));
    return plain.substring(0, end);
  }

  private static @Nullable String organisation(@Nullable Object claim) {
    return claim instanceof String text && Ids.isId(text) ? text : null;
  }

  Identity with(SortedSet<Role> roles) {
    return new Identity(issuer, subjectDigest, name, organisation, roles);
  }
}
