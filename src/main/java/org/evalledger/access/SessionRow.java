package org.evalledger.access;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.TreeSet;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A session as a row.
 *
 * @param issuer of the identity
 * @param subjectDigest stands for the person, 64 hexadecimal digits
 * @param name to greet the person with; null when not told
 * @param organisation of the person; null when not told
 * @param grounds what gives roles, one a line
 */
@Introspected
record SessionRow(
    String issuer,
    String subjectDigest,
    @Nullable String name,
    @Nullable String organisation,
    String grounds) {
  Person person() {
    var lines = grounds.isEmpty() ? List.<String>of() : List.of(grounds.split("\n", -1));
    return new Person(
        issuer, Sha256.ofHex(subjectDigest), name, organisation, new TreeSet<>(lines));
  }
}
