package org.evalledger.statement;

import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * For whom the service speaks: somebody who signed in. Who that is only the identity provider can
 * tell from the digest.
 *
 * @param issuer of the identity, an http or https URL
 * @param subjectDigest SHA-256 that stands for the person at that issuer
 * @param organisation to which the person belongs, an id; null when not known
 * @param role in which the person speaks; null for anybody
 */
public record OnBehalfOf(
    String issuer, Sha256 subjectDigest, @Nullable String organisation, @Nullable Role role) {
  /** As a statement writes it. */
  public Json json() {
    return Json.object()
        .put("issuer", issuer)
        .put("subjectDigest", subjectDigest.hex())
        .put("organisation", Json.ofNullable(organisation))
        .put("role", role == null ? Json.ofNull() : Json.of(role.word()))
        .build();
  }

  static OnBehalfOf read(Value value) {
    Fields fields = value.asObject();
    var person =
        new OnBehalfOf(
            fields.required("issuer", Value::asUrl),
            fields.required("subjectDigest", Value::asSha256),
            fields.optional("organisation", Value::asId),
            fields.optional("role", Role::read));
    fields.close();
    return person;
  }
}
