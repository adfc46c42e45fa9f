package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * A forgiving view of an object: what is missing or of another type is as good as not there.
 *
 * @param object the object looked at
 */
record Members(JsonObject object) {
  private static final Members NONE = new Members(Json.object().build());

  /** A view of {@code json}, of nothing when it is no object. */
  static Members of(@Nullable Json json) {
    return json instanceof JsonObject object ? new Members(object) : NONE;
  }

  Set<String> names() {
    return object.members().sequencedKeySet();
  }

  boolean has(String name) {
    return object.members().containsKey(name);
  }

  boolean isEmpty() {
    return object.members().isEmpty();
  }

  Optional<Json> get(String name) {
    return Optional.ofNullable(object.get(name));
  }

  Members in(String name) {
    return of(object.get(name));
  }

  /** A string that is not blank. */
  Optional<String> text(String name) {
    return object.get(name) instanceof JsonString(var text) && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The text of a number. */
  Optional<String> number(String name) {
    return object.get(name) instanceof JsonNumber(var text) ? Optional.of(text) : Optional.empty();
  }

  /** A whole number, also one that is written {@code 20.0}. */
  Optional<Long> whole(String name) {
    return number(name)
        .map(text -> text.replaceFirst("\\.0+$", ""))
        .filter(text -> text.matches("-?[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  /** The items of an array that are strings. */
  List<String> texts(String name) {
    return object.get(name) instanceof JsonArray(var items)
        ? items.stream()
            .flatMap(item -> item instanceof JsonString(var s) ? Optional.of(s).stream() : null)
            .toList()
        : List.of();
  }

  /** Whether the member is true, or says so as Python does. */
  boolean isTrue(String name) {
    return switch (object.get(name)) {
      case JsonBoolean(var value) -> value;
      case JsonString(var text) -> text.equalsIgnoreCase("true");
      case null, default -> false;
    };
  }
}
