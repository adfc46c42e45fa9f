package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/** JSON that others wrote, as names and values to read: what is not known is said in words. */
final class FactRows {
  /** Rows of one object, at most. */
  static final int MOST = 60;

  private static final int LONGEST = 2_000;

  private FactRows() {}

  /** The members of {@code object}, those inside others too, but for {@code without}. */
  static List<EntryView.Fact> of(JsonObject object, Set<String> without) {
    var rows = new ArrayList<EntryView.Fact>();
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (!without.contains(member.getKey())) {
        add(rows, words(member.getKey()), member.getValue());
      }
    }
    return rows.size() <= MOST ? rows : List.copyOf(rows.subList(0, MOST));
  }

  private static void add(List<EntryView.Fact> rows, String name, Json value) {
    if (rows.size() > MOST) {
      return;
    }
    switch (value) {
      case JsonObject object when unknown(object) != null ->
          rows.add(new EntryView.Fact(name, String.valueOf(unknown(object))));
      case JsonObject object ->
          object
              .members()
              .forEach((key, inner) -> add(rows, name + " \u203a " + words(key), inner));
      case JsonArray(var items) -> array(rows, name, items);
      default -> rows.add(new EntryView.Fact(name, value(value)));
    }
  }

  private static void array(List<EntryView.Fact> rows, String name, List<Json> items) {
    boolean plain =
        items.stream().noneMatch(i -> i instanceof JsonObject || i instanceof JsonArray);
    if (plain) {
      List<String> shown = items.stream().limit(MOST).map(FactRows::value).toList();
      rows.add(new EntryView.Fact(name, shown.isEmpty() ? "none" : String.join(", ", shown)));
      return;
    }
    for (int i = 0; i < items.size() && rows.size() <= MOST; i++) {
      add(rows, name + " " + (i + 1), items.get(i));
    }
  }

  /** What stands for a thing that is not known; null for any other object. */
  private static @Nullable String unknown(JsonObject object) {
    return object.members().size() == 1 && object.get("unknown") instanceof JsonString(var why)
        ? "not known" + (why.isEmpty() ? "" : ": " + why)
        : null;
  }

  private static String value(Json value) {
    return switch (value) {
      case JsonString(var text) -> text.isEmpty() ? "(empty)" : Words.beginning(text, LONGEST);
      case JsonNumber(var text) -> text;
      case JsonBoolean(var flag) -> flag ? "yes" : "no";
      case JsonNull nothing -> "none";
      case JsonObject object -> object.canonical().utf8();
      case JsonArray array -> array.canonical().utf8();
    };
  }

  /** {@code promptTemplate} is {@code prompt template}. */
  private static String words(String name) {
    return name.length() < 40 && name.chars().allMatch(Character::isLetter)
        ? name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT)
        : name;
  }

  /** What stands at {@code path}, as text; empty where nothing that can be written so does. */
  static Optional<String> text(@Nullable Json json, String... path) {
    return switch (at(json, path)) {
      case JsonString(var text) -> Optional.of(text);
      case JsonNumber(var text) -> Optional.of(text);
      case null, default -> Optional.empty();
    };
  }

  /** The number that stands at {@code path}. */
  static Optional<Double> number(@Nullable Json json, String... path) {
    return text(json, path)
        .flatMap(
            text ->
                Parsed.of(() -> new BigDecimal(text)) instanceof Parsed.Value<BigDecimal>(var read)
                    ? Optional.of(read.doubleValue())
                    : Optional.empty());
  }

  /** What stands at {@code path}; null for nothing. */
  static @Nullable Json at(@Nullable Json json, String... path) {
    @Nullable Json found = json;
    for (String name : path) {
      found = found instanceof JsonObject object ? object.get(name) : null;
    }
    return found;
  }

  /** The items of the array at {@code path}; none where there is no array. */
  static List<Json> items(@Nullable Json json, String... path) {
    return at(json, path) instanceof JsonArray(var items) ? items : List.of();
  }
}
