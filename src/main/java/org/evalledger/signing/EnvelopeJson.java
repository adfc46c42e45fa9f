package org.evalledger.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/** Reads the members of an envelope and gathers all that is wrong with them. */
final class EnvelopeJson {
  private final List<Fault> faults = new ArrayList<>();

  void fault(String pointer, String detail) {
    faults.add(new Fault(pointer, detail));
  }

  boolean isSound() {
    return faults.isEmpty();
  }

  Opening malformed() {
    return new Opening.Malformed(faults);
  }

  /** The object that {@code bytes} are. */
  Optional<JsonObject> object(String pointer, Bytes bytes) {
    return switch (JsonReader.read(bytes)) {
      case JsonReader.Value value -> object(pointer, value.json());
      case JsonReader.NotJson not -> {
        fault(pointer, "Not JSON at byte %d: %s".formatted(not.byteOffset(), not.detail()));
        yield Optional.empty();
      }
    };
  }

  /** The object that {@code value} is. */
  Optional<JsonObject> object(String pointer, Json value) {
    if (value instanceof JsonObject object) {
      return Optional.of(object);
    }
    fault(pointer, "This is " + value.kind() + "; want an object.");
    return Optional.empty();
  }

  /** A member that must be there and be a string. */
  Optional<String> text(String pointer, JsonObject object, String name) {
    Json value = object.get(name);
    if (value instanceof JsonString string) {
      return Optional.of(string.value());
    }
    fault(
        Fault.child(pointer, name),
        value == null ? "This member is missing." : "This is " + value.kind() + "; want a string.");
    return Optional.empty();
  }

  /** The items of {@code signatures}: one at least, {@value Envelope#MAX_SIGNATURES} at most. */
  List<Json> signatures(Json value) {
    if (!(value instanceof JsonArray array)) {
      fault("/signatures", "This is " + value.kind() + "; want an array.");
      return List.of();
    }
    int count = array.items().size();
    if (count == 0 || count > Envelope.MAX_SIGNATURES) {
      fault(
          "/signatures",
          "There are %d signatures; want 1 to %d.".formatted(count, Envelope.MAX_SIGNATURES));
      return List.of();
    }
    return array.items();
  }

  /** Finds every member whose name is not {@code allowed}. */
  void holdsOnly(String pointer, JsonObject object, Set<String> allowed) {
    for (String name : object.members().keySet()) {
      if (!allowed.contains(name)) {
        fault(
            Fault.child(pointer, name),
            name.equals("header")
                ? "Nobody signs an unprotected header; put its members into protected."
                : "This member is not known here; leave it out.");
      }
    }
  }
}
