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
 * @param serviceKey public JWK of the key that signs receipts
 */
record LogState(
    String origin, long size, List<NoteVerifier> keys, String operator, JsonObject serviceKey) {
  LogState {
    keys = List.copyOf(keys);
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
        log.requireObject("serviceKey"));
  }

  private static NoteVerifier key(Parsed<NoteVerifier> key) {
    return switch (key) {
      case Parsed.Value<NoteVerifier>(var value) -> value;
      case Parsed.Malformed<NoteVerifier>(var reason) ->
          throw CommandFailure.finding("The ledger's own key cannot be read: " + reason + ".");
    };
  }
}
