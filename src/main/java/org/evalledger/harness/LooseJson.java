package org.evalledger.harness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;

/**
 * JSON as Python's {@code json.dump} writes it. Unlike the strict reader it takes {@code NaN},
 * {@code Infinity} and numbers beyond IEEE 754 double, which become strings of the same text, and
 * half surrogates, which become U+FFFD. A name that comes twice is refused: which of the two was
 * meant nobody can tell.
 */
final class LooseJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // A table of names that all documents share breaks on names chosen to collide in it.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(64 << 20)
                  .build())
          .build();

  private LooseJson() {}

  /** What came of reading. */
  sealed interface Read {}

  /**
   * The bytes are JSON.
   *
   * @param json what they say
   */
  record Value(Json json) implements Read {}

  /**
   * The bytes are not JSON.
   *
   * @param endedEarly whether they were until they stopped, as a half-written file does
   * @param detail where and why, one sentence for a person
   */
  record NotJson(boolean endedEarly, String detail) implements Read {}

  /** Reads one value that must take up all of {@code content}. */
  static Read read(Bytes content) {
    String text = content.utf8();
    try (JsonParser parser = FACTORY.createParser(text)) {
      try {
        if (parser.nextToken() == null) {
          return new NotJson(true, "There is no JSON here at all.");
        }
        Json value = value(parser);
        return parser.nextToken() == null
            ? new Value(value)
            : new NotJson(false, "Something stands behind the end of the JSON value.");
      } catch (IOException e) {
        boolean atTheEnd = parser.currentLocation().getCharOffset() >= text.length();
        return atTheEnd ? endedEarly(parser) : new NotJson(false, reason(e));
      }
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static NotJson endedEarly(JsonParser parser) {
    return new NotJson(
        true,
        "The file ends in the middle of its JSON, in line "
            + parser.currentLocation().getLineNr()
            + "; it was not written or not copied to its end.");
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> Json.of(whole(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> Json.ofNull();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("Unexpected " + parser.currentToken());
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = whole(parser.currentName());
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.JsonObject(members);
  }

  private static Json array(JsonParser parser) throws IOException {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return Json.of(items);
  }

  private static Json number(String text) {
    return Double.isFinite(Double.parseDouble(text)) ? new Json.JsonNumber(text) : Json.of(text);
  }

  /** The text with U+FFFD for what I-JSON forbids: half surrogates and noncharacters. */
  private static String whole(String text) {
    if (text.chars().allMatch(c -> c < 0xD800)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            point ->
                (point >= 0xD800 && point <= 0xDFFF)
                        || (point & 0xFFFE) == 0xFFFE
                        || (point >= 0xFDD0 && point <= 0xFDEF)
                    ? 0xFFFD
                    : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    String line = message == null ? "no reason given" : message.lines().findFirst().orElse("");
    return "The file is not JSON: " + line.replaceAll(" at \\[Source.*", "") + ".";
  }
}
