package org.evalledger.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * The members of a JSON object, picked by name; {@link #close} refuses what nobody asked for. Every
 * fault is an IllegalArgumentException whose message begins with a JSON pointer.
 */
final class Members {
  private final JsonObject object;
  private final String pointer;
  private final Set<String> known = new HashSet<>();

  Members(Json json, String pointer) {
    if (!(json instanceof JsonObject read)) {
      throw new IllegalArgumentException(pointer + ": got " + json.kind() + ", want an object");
    }
    this.object = read;
    this.pointer = pointer;
  }

  boolean has(String name) {
    known.add(name);
    return object.get(name) != null;
  }

  String text(String name) {
    Json member = member(name);
    return at(name, () -> string(member));
  }

  Bytes base64(String name) {
    String text = text(name);
    return at(name, () -> Bytes.ofBase64(text));
  }

  long whole(String name) {
    if (member(name) instanceof JsonNumber(var text)) {
      return at(name, () -> Long.parseLong(text));
    }
    throw new IllegalArgumentException(Fault.child(pointer, name) + ": want a whole number");
  }

  List<Json> items(String name) {
    if (member(name) instanceof JsonArray(var items)) {
      return items;
    }
    throw new IllegalArgumentException(Fault.child(pointer, name) + ": want an array");
  }

  Members object(String name) {
    return new Members(member(name), Fault.child(pointer, name));
  }

  /** What {@code reader} gives; its fault is told of member {@code name}. */
  <T> T at(String name, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Fault.child(pointer, name) + ": " + e.getMessage(), e);
    }
  }

  static String string(Json json) {
    if (json instanceof JsonString(var value)) {
      return value;
    }
    throw new IllegalArgumentException("got " + json.kind() + ", want a string");
  }

  void close() {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            Fault.child(pointer, name) + ": no member of a bundle has this name");
      }
    }
  }

  private Json member(String name) {
    known.add(name);
    Json member = object.get(name);
    if (member == null) {
      throw new IllegalArgumentException(Fault.child(pointer, name) + ": missing");
    }
    return member;
  }
}
