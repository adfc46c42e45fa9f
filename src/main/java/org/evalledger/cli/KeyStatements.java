package org.evalledger.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.signing.PublicKey;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * Writes statements of type {@code key}, and what all statements begin with.
 *
 * @param origin of the ledger they are for
 * @param submitter who says them
 * @param issuedAt when
 */
record KeyStatements(String origin, String submitter, Instant issuedAt) {
  KeyStatements {
    issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What every statement has. */
  ObjectBuilder statement(String type) {
    return Json.object()
        .put("type", type)
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(origin)))
        .put("submitter", submitter)
        .put("issuedAt", issuedAt.toString());
  }

  /** {@code key} speaks for the submitter from here on. */
  JsonObject register(PublicKey key, String organisation, List<String> affiliations) {
    return statement("key")
        .put("action", "register")
        .put("jwk", key.toJwk())
        .put("organisation", organisation)
        .put("affiliations", Json.ofStrings(affiliations))
        .build();
  }

  /** All that {@code grantee} is granted from here on. */
  JsonObject grant(String grantee, List<String> namespaces, List<Role> roles) {
    return statement("key")
        .put("action", "grant")
        .put("grantee", grantee)
        .put("namespaces", Json.ofStrings(namespaces))
        .put("roles", Json.ofStrings(roles.stream().map(Role::word).toList()))
        .build();
  }

  /** The key {@code kid} signs nothing from here on. */
  JsonObject revoke(String kid, @Nullable Instant compromisedSince, String reason) {
    var revoke = statement("key").put("action", "revoke").put("kid", kid);
    if (compromisedSince != null) {
      revoke.put("compromisedSince", compromisedSince.toString());
    }
    return revoke.put("reason", reason).build();
  }
}
