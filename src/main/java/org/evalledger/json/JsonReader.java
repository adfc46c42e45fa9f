package org.evalledger.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.evalledger.bytes.Bytes;

/**
 * Reads I-JSON (RFC 7493) and nothing looser: UTF-8 without byte order mark, no name twice, no half
 * surrogate or noncharacter, no number beyond IEEE 754 double, nothing behind the value, and limits
 * on depth and lengths.
 */
public final class JsonReader {
  /** Objects and arrays inside one another, at most. */
  public static final int MAX_DEPTH = 64;

  /** Characters of a number, at most. */
  private static final int MAX_NUMBER = 100;

  /** Characters of a member's name, at most. */
  private static final int MAX_NAME = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // A table of names that all documents share breaks on names chosen to collide in it.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // One more than allowed, so that the refusal is in our words.
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxNumberLength(MAX_NUMBER)
                  .maxNameLength(MAX_NAME)
                  .maxStringLength(64 << 20)
                  .build())
          .build();

  private static final String LENGTHS =
      "A name is longer than %d characters, or a number than %d; shorten it."
          .formatted(MAX_NAME, MAX_NUMBER);

  private final CharBuffer text;
  private final JsonParser parser;
  private int depth;

  private JsonReader(CharBuffer text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** What came of reading: a value, or what is wrong with the bytes. */
  public sealed interface Read {}

  /**
   * The bytes are I-JSON.
   *
   * @param json what they say
   */
  public record Value(Json json) implements Read {}

  /**
   * The bytes are not I-JSON.
   *
   * @param byteOffset zero-based position near which reading stopped
   * @param detail why, one sentence for a person
   */
  public record NotJson(long byteOffset, String detail) implements Read {}

  /** Reads one value that must take up all of {@code bytes}. */
  public static Read read(Bytes bytes) {
    byte[] raw = bytes.toArray();
    var chars = CharBuffer.allocate(raw.length);
    var source = ByteBuffer.wrap(raw);
    CoderResult decoded =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(source, chars, true);
    if (decoded.isError()) {
      return new NotJson(source.position(), "The bytes here are not UTF-8; send UTF-8.");
    }
    return read(chars.flip());
  }

  private static Read read(CharBuffer text) {
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      return new NotJson(0, "A byte order mark stands before the JSON; leave it out.");
    }
    try (JsonParser parser = FACTORY.createParser(text.array(), 0, text.limit())) {
      var reader = new JsonReader(text, parser);
      try {
        if (parser.nextToken() == null) {
          return new NotJson(0, "There is no JSON here at all.");
        }
        Json value = reader.value();
        if (parser.nextToken() != null) {
          throw new NotIJson("Something stands behind the end of the JSON value; remove it.");
        }
        return new Value(value);
      } catch (NotIJson e) {
        return new NotJson(reader.byteOffset(), e.reason);
      } catch (StreamConstraintsException e) {
        return new NotJson(reader.byteOffset(), LENGTHS);
      } catch (IOException e) {
        return new NotJson(reader.byteOffset(), firstLine(e));
      }
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private Json value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.JsonString(checked(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> Json.ofNull();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new NotIJson("Unexpected " + parser.currentToken() + ".");
    };
  }

  private Json object() throws IOException {
    begin();
    var members = new Json.OwnMembers();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = checked(parser.currentName());
      parser.nextToken();
      members.put(name, value());
    }
    depth--;
    return new Json.JsonObject(members);
  }

  private Json array() throws IOException {
    begin();
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    depth--;
    return new Json.JsonArray(items);
  }

  private void begin() throws NotIJson {
    if (++depth > MAX_DEPTH) {
      throw new NotIJson("It is nested deeper than " + MAX_DEPTH + " levels; flatten it.");
    }
  }

  private Json number() throws IOException {
    String written = parser.getText();
    if (written.length() > MAX_NUMBER) {
      throw new NotIJson(LENGTHS);
    }
    if (!Double.isFinite(Double.parseDouble(written))) {
      throw new NotIJson("The number " + written + " is beyond IEEE 754 double (RFC 7493 §2.2).");
    }
    return new Json.JsonNumber(written);
  }

  /** RFC 7493 §2.1: no surrogate without its other half, no noncharacter. */
  private static String checked(String value) throws NotIJson {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0xD800) {
        continue;
      }
      int point = value.codePointAt(i);
      boolean half = point >= 0xD800 && point <= 0xDFFF;
      boolean noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
      if (half || noncharacter) {
        throw new NotIJson(
            "A string holds U+%04X, which I-JSON forbids (RFC 7493 §2.1).".formatted(point));
      }
      i += Character.charCount(point) - 1;
    }
    return value;
  }

  private long byteOffset() {
    long charOffset = parser.currentLocation().getCharOffset();
    int end = Math.clamp(charOffset, 0, text.length());
    return StandardCharsets.UTF_8.encode(text.subSequence(0, end)).remaining();
  }

  private static String firstLine(IOException e) {
    String message = e.getMessage();
    String line = message == null ? "not JSON" : message.lines().findFirst().orElse("not JSON");
    return line.replaceAll(" \\(for .*| at \\[Source.*", "") + ".";
  }

  /** JSON, but not I-JSON. */
  private static final class NotIJson extends CharacterCodingException {
    private final String reason;

    NotIJson(String reason) {
      this.reason = reason;
    }
  }
}
