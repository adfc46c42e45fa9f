package org.evalledger.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/**
 * A statement of each type with every member there is. Whatever is free text in them begins so;
 * beside each lie the facts that the design makes of it, written by another program.
 */
final class Examples {
  static final List<String> NAMES =
      List.of(
          "key-register",
          "key-revoke",
          "key-grant",
          "benchmark",
          "evaluation",
          "withdrawal",
          "takedown");

  private Examples() {}

  static Bytes bytes(String file) {
    try (InputStream in = Examples.class.getResourceAsStream("/statements/" + file)) {
      return Bytes.copyOf(Objects.requireNonNull(in, file).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject json(String name) {
    return object(bytes(name + ".json"));
  }

  static JsonObject object(Bytes bytes) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(bytes)).json();
  }

  static StatementReader.Valid read(Bytes statement) {
    return switch (StatementReader.readStatement(statement)) {
      case StatementReader.Valid valid -> valid;
      case StatementReader.Outcome other -> throw new AssertionError(other);
    };
  }

  /** The first string in {@code facts} that could be free text; empty when there is none. */
  static String freeText(Json facts) {
    return switch (facts) {
      case JsonString(var text) ->
          text.isEmpty() || text.chars().allMatch(c -> c > ' ' && c <= '~') ? "" : text;
      case JsonArray(var items) -> first(items);
      case JsonObject object -> first(List.copyOf(object.members().values()));
      default -> "";
    };
  }

  private static String first(List<Json> values) {
    return values.stream()
        .map(Examples::freeText)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }
}
