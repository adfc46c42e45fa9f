package org.evalledger.statement;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * What stays in the facts of an object of the sender's own making: numbers as strings, ids, and for
 * any other string {@code {"sha256":…}}, so that no free text stays.
 */
final class OpenFacts {
  /** Members of one object, or items of one array, at most. */
  static final int MAX_ITEMS = 1_000;

  /** Bytes of a digest in the facts: {@code {"sha256":"…"}}. */
  private static final int DIGEST_BYTES = 77;

  private final Reading reading;

  OpenFacts(Reading reading) {
    this.reading = reading;
  }

  /**
   * The facts of {@code value}.
   *
   * @param at pointer to it
   * @param depth levels of objects and arrays that may still begin here
   */
  Json of(Json value, String at, int depth) {
    return switch (value) {
      case JsonNumber(var text) -> kept(Json.of(text), text.length());
      case JsonString(var text) when Ids.isId(text) -> kept(value, text.length());
      case JsonString(var text) ->
          reading.keepOpen(DIGEST_BYTES)
              ? Json.object().put("sha256", Bytes.ofUtf8(text).sha256().hex()).build()
              : Json.ofNull();
      case JsonBoolean bool -> kept(value, 1);
      case JsonNull none -> kept(value, 1);
      case JsonArray(var items) -> goesOn(items.size(), at, depth) ? of(items, at, depth) : value;
      case JsonObject object ->
          isDigest(object) || !goesOn(object.members().size(), at, depth)
              ? kept(value, DIGEST_BYTES)
              : of(object, at, depth);
    };
  }

  /**
   * The digest of a string is as deep as the string it stands for. A statement may say the digest
   * itself, as it may of a prompt, and leaves the same facts then.
   */
  private static boolean isDigest(JsonObject object) {
    return object.members().size() == 1
        && object.get("sha256") instanceof JsonString(var hex)
        && Sha256.isHex(hex);
  }

  private boolean goesOn(int items, String at, int depth) {
    if (depth == 0) {
      reading.fault(at, "This is nested too deep; flatten it.");
    } else if (items > MAX_ITEMS) {
      reading.fault(at, "Got %d items, want at most %d.".formatted(items, MAX_ITEMS));
    }
    return depth > 0 && items <= MAX_ITEMS && reading.keepOpen(2);
  }

  private Json kept(Json value, int bytes) {
    return reading.keepOpen(bytes) ? value : Json.ofNull();
  }

  private Json of(List<Json> items, String at, int depth) {
    var open = new ArrayList<Json>(items.size());
    for (int i = 0; i < items.size(); i++) {
      open.add(of(items.get(i), at + "/" + i, depth - 1));
    }
    return Json.of(open);
  }

  private Json of(JsonObject object, String at, int depth) {
    var open = Json.object();
    object
        .members()
        .forEach(
            (name, member) -> {
              String child = Fault.child(at, name);
              if (!Ids.isId(name)) {
                reading.fault(child, "The name is no id; use printable ASCII without space.");
              }
              reading.keepOpen(name.length());
              open.put(name, of(member, child, depth - 1));
            });
    return open.build();
  }
}
