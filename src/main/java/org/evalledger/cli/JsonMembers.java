package org.evalledger.cli;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * The members of an answer. Where one must be there and is not, the service broke the agreement,
 * which ends the command with a sentence.
 *
 * @param object the answer, or a part of it
 */
record JsonMembers(JsonObject object) {
  /** A view of {@code json}; of nothing when it is no object. */
  static JsonMembers of(@Nullable Json json) {
    return new JsonMembers(json instanceof JsonObject object ? object : Json.object().build());
  }

  Optional<String> text(String name) {
    return object.get(name) instanceof JsonString(var text) ? Optional.of(text) : Optional.empty();
  }

  String requireText(String name) {
    return text(name).orElseThrow(() -> missing(name, "a string"));
  }

  Optional<Long> whole(String name) {
    return object.get(name) instanceof JsonNumber(var text) && text.matches("-?[0-9]{1,18}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }

  long requireWhole(String name) {
    return whole(name).orElseThrow(() -> missing(name, "a whole number"));
  }

  boolean isTrue(String name) {
    return object.get(name) instanceof JsonBoolean(boolean value) && value;
  }

  /** The object that a member is; one without members when it is none. */
  JsonMembers in(String name) {
    return of(object.get(name));
  }

  JsonObject requireObject(String name) {
    if (object.get(name) instanceof JsonObject found) {
      return found;
    }
    throw missing(name, "an object");
  }

  /** The items of an array that are objects; none when there is no array. */
  List<JsonMembers> objects(String name) {
    return items(name).stream().filter(JsonObject.class::isInstance).map(JsonMembers::of).toList();
  }

  /** The items of an array that are strings; none when there is no array. */
  List<String> texts(String name) {
    return items(name).stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).value())
        .toList();
  }

  /** The items of an array; none when there is no array. */
  List<Json> items(String name) {
    return object.get(name) instanceof JsonArray(var items) ? items : List.of();
  }

  /** The bytes that a member stands for in base64. */
  Bytes requireBytes(String name) {
    String text = requireText(name);
    try {
      return Bytes.ofBase64(text);
    } catch (IllegalArgumentException e) {
      throw missing(name, "base64");
    }
  }

  private static CommandFailure missing(String name, String wanted) {
    return CommandFailure.finding(
        "The service's answer is not as agreed: its member \"%s\" is not %s."
            .formatted(name, wanted));
  }
}
