package org.evalledger.harness;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;

/** Makes hyperparameters of whatever a file says: a statement takes five levels of them. */
final class Shallow {
  /** The object of all hyperparameters is the first of the five. */
  private static final int LEVELS = 4;

  private static final int MAX_ITEMS = 1_000;

  private Shallow() {}

  /** {@code value}, as text in RFC 8785 JSON where it is too deep or too wide. */
  static Json of(Json value) {
    return fits(value, LEVELS) ? value : Json.of(value.canonical().utf8());
  }

  private static boolean fits(Json value, int levels) {
    return switch (value) {
      case JsonObject(var members) ->
          levels > 0
              && members.size() <= MAX_ITEMS
              && members.values().stream().allMatch(member -> fits(member, levels - 1));
      case JsonArray(var items) ->
          levels > 0
              && items.size() <= MAX_ITEMS
              && items.stream().allMatch(item -> fits(item, levels - 1));
      default -> true;
    };
  }
}
