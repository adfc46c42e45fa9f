package org.evalledger.harness;

import java.util.LinkedHashMap;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Decimal;

/**
 * Makes hyperparameters of what a harness records: names become ids, and what is nested deeper or
 * wider than a statement allows becomes a string of RFC 8785 JSON.
 */
final class ShallowJson {
  /** Objects and arrays inside one another that a statement's hyperparameters may have. */
  private static final int MAX_DEPTH = 5;

  private static final int MAX_ITEMS = 1_000;

  private ShallowJson() {}

  /** The value of a member of the hyperparameters. */
  static Json member(Json value) {
    return shallow(value, MAX_DEPTH - 1);
  }

  private static Json shallow(Json value, int depth) {
    return switch (value) {
      case JsonObject object ->
          fits(object.members().size(), depth) ? of(object, depth) : text(value);
      case JsonArray(var items) -> fits(items.size(), depth) ? of(items, depth) : text(value);
      case JsonNumber(var number) -> Decimal.isDecimal(number) ? value : Json.of(number);
      case Json.JsonString string -> string;
      case Json.JsonBoolean bool -> bool;
      case Json.JsonNull none -> none;
    };
  }

  private static boolean fits(int items, int depth) {
    return depth > 0 && items <= MAX_ITEMS;
  }

  private static Json of(JsonObject object, int depth) {
    var members = new LinkedHashMap<String, Json>();
    object
        .members()
        .forEach((name, value) -> members.put(Ascii.id(name), shallow(value, depth - 1)));
    members.remove("");
    return new JsonObject(members);
  }

  private static Json of(List<Json> items, int depth) {
    return Json.of(items.stream().map(item -> shallow(item, depth - 1)).toList());
  }

  private static Json text(Json value) {
    return Json.of(value.canonical().utf8());
  }
}
