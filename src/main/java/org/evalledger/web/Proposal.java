package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Left;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/**
 * A statement that somebody may sign. The page carries it to and fro, since nothing is stored here.
 *
 * @param file what it was read from
 * @param left how many numbers of that file are in no statement
 * @param why some of those, with reasons
 * @param statement what would be signed
 */
record Proposal(String file, int left, List<Left> why, JsonObject statement) {
  /** Reasons that are carried, at most. */
  static final int REASONS = 40;

  private static final int LONGEST = 300;

  Proposal {
    why = why.stream().limit(REASONS).toList();
  }

  Proposal with(JsonObject other) {
    return new Proposal(file, left, why, other);
  }

  /** All of them as the page carries them. */
  static Bytes carried(List<Proposal> all) {
    return Json.of(all.stream().map(Proposal::json).toList()).asRead();
  }

  private JsonObject json() {
    return Json.object()
        .put("file", file)
        .put("left", left)
        .put("why", Json.of(why.stream().map(Proposal::json).toList()))
        .put("statement", statement)
        .build();
  }

  private static JsonObject json(Left one) {
    return Json.object()
        .put("pointer", beginning(one.pointer(), LONGEST))
        .put("what", beginning(one.what(), LONGEST))
        .put("why", beginning(one.why(), LONGEST))
        .build();
  }

  /** At most that many characters, and no half of one that is two UTF-16 units. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "\u2026";
  }

  /** What {@link #carried} wrote; none where it is something else. */
  static List<Proposal> read(String carried) {
    if (!(JsonReader.read(Bytes.ofUtf8(carried))
        instanceof JsonReader.Value(JsonArray(var items)))) {
      return List.of();
    }
    var all = new ArrayList<Proposal>();
    items.forEach(item -> read(item).ifPresent(all::add));
    return all;
  }

  private static Optional<Proposal> read(Json item) {
    return FactRows.at(item, "statement") instanceof JsonObject statement
        ? Optional.of(
            new Proposal(
                FactRows.text(item, "file").orElse(""),
                FactRows.number(item, "left").map(Double::intValue).orElse(0),
                FactRows.items(item, "why").stream().map(Proposal::left).toList(),
                statement))
        : Optional.empty();
  }

  private static Left left(Json one) {
    return new Left(
        FactRows.text(one, "pointer").orElse(""),
        FactRows.text(one, "what").orElse(""),
        FactRows.text(one, "why").orElse(""));
  }
}
