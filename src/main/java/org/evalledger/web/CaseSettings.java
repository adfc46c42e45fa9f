package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNull;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/** Settings of a claim beside those of its neighbours, in words. */
final class CaseSettings {
  private static final int MOST_VALUES = 3;
  private static final int MOST_TEXT = 80;

  private CaseSettings() {}

  /** One row for each member of the settings. */
  static List<CaseView.Setting> of(Json settings) {
    var rows = new ArrayList<CaseView.Setting>();
    if (settings instanceof JsonObject all) {
      all.members()
          .forEach(
              (name, told) -> {
                if (told instanceof JsonObject setting) {
                  rows.add(row(name, setting));
                }
              });
    }
    return rows;
  }

  private static CaseView.Setting row(String name, JsonObject setting) {
    Json value = setting.get("value");
    return new CaseView.Setting(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT),
        words(value),
        isUnknown(value),
        neighbours(setting.get("neighbours")),
        switch (setting.get("differs")) {
          case JsonBoolean(var differs) -> differs ? "differs" : "same";
          case null, default -> "not known";
        });
  }

  private static boolean isUnknown(@Nullable Json value) {
    return value == null
        || value instanceof JsonNull
        || (value instanceof JsonObject object && object.get("unknown") != null);
  }

  private static String words(@Nullable Json value) {
    return switch (value) {
      case null -> "unknown: not said";
      case JsonNull none -> "unknown: not said";
      case JsonObject object when object.get("unknown") instanceof JsonString(var why) ->
          "unknown: “" + Words.beginning(why, MOST_TEXT) + "”";
      case JsonString(var text) -> Words.beginning(text, MOST_TEXT);
      case JsonNumber(var text) -> text;
      case JsonBoolean(var is) -> is ? "yes" : "no";
      case JsonObject object -> members(object);
      case JsonArray array -> Words.beginning(array.canonical().utf8(), MOST_TEXT);
    };
  }

  private static String members(JsonObject object) {
    String all =
        object.members().entrySet().stream()
            .map(member -> member.getKey() + " " + words(member.getValue()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : Words.beginning(all, MOST_TEXT);
  }

  private static String neighbours(@Nullable Json counts) {
    if (!(counts instanceof JsonArray(var all)) || all.isEmpty()) {
      return "no neighbours";
    }
    var parts = new ArrayList<String>();
    for (Json one : all.subList(0, Integer.min(MOST_VALUES, all.size()))) {
      if (one instanceof JsonObject count && count.get("count") instanceof JsonNumber(var number)) {
        parts.add(words(count.get("value")) + " in " + number);
      }
    }
    int more = all.size() - parts.size();
    return String.join("; ", parts) + (more > 0 ? "; " + more + " other values" : "");
  }
}
