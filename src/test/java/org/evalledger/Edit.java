package org.evalledger;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/** Changes one place of a JSON document, named by a pointer (RFC 6901, without escapes). */
public final class Edit {
  private Edit() {}

  /** {@code document} with {@code value}, JSON text, at {@code pointer}; the place may be new. */
  public static Json set(Json document, String pointer, String value) {
    return set(document, steps(pointer), json(value));
  }

  /** {@code document} with {@code value} at {@code pointer}; the place may be new. */
  public static Json set(Json document, String pointer, Json value) {
    return set(document, steps(pointer), value);
  }

  /** {@code document} without the member at {@code pointer}. */
  public static Json remove(Json document, String pointer) {
    return remove(document, steps(pointer));
  }

  /** {@code text} as JSON. */
  public static Json json(String text) {
    return switch (JsonReader.read(Bytes.ofUtf8(text))) {
      case JsonReader.Value(var json) -> json;
      case JsonReader.NotJson(long offset, var detail) -> throw new AssertionError(text + detail);
    };
  }

  private static List<String> steps(String pointer) {
    return List.of(pointer.substring(1).split("/", -1));
  }

  private static Json set(Json here, List<String> steps, Json value) {
    if (steps.isEmpty()) {
      return value;
    }
    List<String> rest = steps.subList(1, steps.size());
    return switch (here) {
      case JsonObject object -> {
        Json member = object.get(steps.getFirst());
        yield object.with(
            steps.getFirst(), set(member == null ? Json.object().build() : member, rest, value));
      }
      case JsonArray(var items) -> {
        var copy = new ArrayList<>(items);
        int at = Integer.parseInt(steps.getFirst());
        copy.set(at, set(items.get(at), rest, value));
        yield Json.of(copy);
      }
      default -> throw new AssertionError("no " + steps + " in " + here.kind());
    };
  }

  private static Json remove(Json here, List<String> steps) {
    String first = steps.getFirst();
    if (steps.size() > 1) {
      Json inner =
          here instanceof JsonArray(var items)
              ? items.get(Integer.parseInt(first))
              : member((JsonObject) here, first);
      return set(here, List.of(first), remove(inner, steps.subList(1, steps.size())));
    }
    member((JsonObject) here, first);
    var left = Json.object();
    ((JsonObject) here)
        .members()
        .forEach((name, value) -> left.putIfPresent(name, name.equals(first) ? null : value));
    return left.build();
  }

  private static Json member(JsonObject object, String name) {
    Json member = object.get(name);
    if (member == null) {
      throw new AssertionError("no " + name + " in " + object.members().keySet());
    }
    return member;
  }
}
