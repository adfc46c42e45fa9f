package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.record.Timestamp;
import org.evalledger.registry.Registry;
import org.evalledger.signing.Kid;

/** Tells a browser how the ledger knows the key that it holds. */
@Singleton
final class SubmitKeys {
  private final Registry registry;
  private final Clock clock;

  SubmitKeys(Registry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** What is known of the key, and what time it is here: a statement is never from the future. */
  JsonObject of(String thumbprint) {
    Ledger ledger = registry.now().at(clock.instant());
    Optional<RegisteredKey> key =
        Kid.isKid(thumbprint) ? ledger.key(new Kid(thumbprint)) : Optional.empty();
    return Json.object()
        .put("kid", thumbprint)
        .put("state", key.map(one -> state(one, ledger)).orElse("unknown"))
        .put("submitter", key.map(one -> one.submitter().value()).orElse(""))
        .put("now", Timestamp.write(clock.instant()))
        .build();
  }

  private static String state(RegisteredKey key, Ledger ledger) {
    if (key.revoked() != null) {
      return "revoked";
    }
    return key.active(ledger.time()) ? "active" : "waiting";
  }
}
