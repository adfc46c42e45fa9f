package org.evalledger.harness;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonString;

/**
 * A number of a file that did not become a result.
 *
 * @param pointer where it stands: an RFC 6901 JSON pointer into the file
 * @param what the number as the file writes it
 * @param why it cannot be a result, one sentence for a person
 */
public record Left(String pointer, String what, String why) {
  /** What stands at {@code pointer} as {@code value}. */
  static Left of(String pointer, Json value, String why) {
    return new Left(
        pointer, value instanceof JsonNumber(var number) ? number : value.canonical().utf8(), why);
  }

  /** Why {@code value}, which is no decimal, cannot be a result. */
  static String noNumber(Json value) {
    return switch (value) {
      case JsonNull none -> "There is no value: the file says null.";
      case JsonString(var text) -> "There is no value: the file says \"" + text + "\".";
      default -> "A result is one decimal of at most 64 characters; this is " + value.kind() + ".";
    };
  }
}
