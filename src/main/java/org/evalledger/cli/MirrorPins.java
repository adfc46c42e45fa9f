package org.evalledger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;

/**
 * What a mirror holds its ledger to for good: written when it first meets it, so that a ledger that
 * comes back with other keys is another one, and so that the mirror starts while it is away.
 *
 * @param state what the ledger said of itself then
 */
record MirrorPins(LogState state) {
  private static final String FILE = "mirror.json";

  /**
   * Those in {@code directory}; where there are none yet, what is demanded, and for the rest what
   * the ledger says of itself now. A ledger that has not what is demanded is not remembered.
   */
  static MirrorPins in(
      Path directory, LedgerClient ledger, List<NoteVerifier> keys, Optional<Kid> operator) {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return new MirrorPins(LogState.of(read(file)));
    }
    LogState said = ledger.log();
    new MirrorPins(said).key(keys);
    var pins =
        new MirrorPins(
            new LogState(
                said.origin(),
                said.size(),
                keys.isEmpty() ? said.keys() : keys,
                operator.map(Kid::value).orElse(said.operator()),
                said.serviceKeys()));
    UserFiles.write(file, pins.json().canonical());
    return pins;
  }

  private static JsonMembers read(Path file) {
    return JsonReader.read(UserFiles.read(file)) instanceof JsonReader.Value(JsonObject object)
        ? new JsonMembers(object)
        : JsonMembers.of(null);
  }

  private Json json() {
    return Json.object()
        .put("origin", state.origin())
        .put("size", state.size())
        .put("keys", Json.ofStrings(state.keys().stream().map(NoteVerifier::toString).toList()))
        .put("operator", state.operator())
        .put("serviceKeys", Json.of(List.copyOf(state.serviceKeys())))
        .build();
  }

  /** The keys, a line each. */
  String keys() {
    return String.join("\n", state.keys().stream().map(NoteVerifier::toString).toList());
  }

  /** The first of the ledger's keys; ends the command when {@code wanted} is none of them. */
  NoteVerifier key(List<NoteVerifier> wanted) {
    NoteVerifier key = wanted.isEmpty() ? state.keys().getFirst() : wanted.getFirst();
    if (!state.keys().contains(key) || !key.name().equals(state.origin())) {
      throw CommandFailure.finding(
          "The ledger \"%s\" has other keys than %s.".formatted(state.origin(), key));
    }
    return key;
  }

  /** The service's keys, a JSON array as text. */
  Bytes serviceKeys() {
    return Json.of(List.copyOf(state.serviceKeys())).canonical();
  }
}
