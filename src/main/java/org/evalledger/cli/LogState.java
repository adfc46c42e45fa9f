package org.evalledger.cli;

import java.util.List;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.NoteVerifier;

/**
 * What a ledger says of itself: member by member what {@code GET /v1/log} answers.
 *
 * @param origin the log's name
 * @param size how many entries it has
 * @param keys verifier keys of its checkpoints, at least one
 * @param operator thumbprint of the operator's first key
 * @param serviceKeys public JWKs of the keys that sign receipts
 */
record LogState(
    String origin,
    long size,
    List<NoteVerifier> keys,
    String operator,
    List<JsonObject> serviceKeys) {
  LogState {
    keys = List.copyOf(keys);
    serviceKeys = List.copyOf(serviceKeys);
  }

  static LogState of(JsonMembers log) {
    List<NoteVerifier> keys =
        log.texts("keys").stream().map(NoteVerifier::parse).map(LogState::key).toList();
    if (keys.isEmpty()) {
      throw CommandFailure.finding("The ledger names no key that its checkpoints are signed with.");
    }
    return new LogState(
        log.requireText("origin"),
        log.requireWhole("size"),
        keys,
        log.requireText("operator"),
        serviceKeys(log));
  }

  /** A service from before it had two keys names its one. */
  private static List<JsonObject> serviceKeys(JsonMembers log) {
    List<JsonObject> keys = log.objects("serviceKeys").stream().map(JsonMembers::object).toList();
    return keys.isEmpty() ? List.of(log.requireObject("serviceKey")) : keys;
  }

  private static NoteVerifier key(Parsed<NoteVerifier> key) {
    return switch (key) {
      case Parsed.Value<NoteVerifier>(var value) -> value;
      case Parsed.Malformed<NoteVerifier>(var reason) ->
          throw CommandFailure.finding("The ledger's own key cannot be read: " + reason + ".");
    };
  }
}
