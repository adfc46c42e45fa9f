package org.evalledger.suspicion.backtest;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tidy score table: one row per entry and benchmark, columns by name, the unknown ones ignored.
 *
 * @param entries the rows of each entry, entries in the order of their first row
 */
public record ScoreTable(List<Entry> entries) {
  public ScoreTable {
    entries = List.copyOf(entries);
  }

  /**
   * One submission.
   *
   * @param id as in the table
   * @param rows its rows, in file order
   */
  public record Entry(String id, List<ScoreRow> rows) {
    public Entry {
      rows = List.copyOf(rows);
    }
  }

  /** How many rows there are. */
  public int rows() {
    return entries.stream().mapToInt(entry -> entry.rows().size()).sum();
  }

  /** Reads a table; a missing column or a number that is none stops it with the line. */
  public static ScoreTable read(Reader in) throws IOException {
    var csv = new Csv(in);
    var header = csv.row().orElseThrow(() -> new IOException("an empty table"));
    var columns = new HashMap<String, Integer>();
    for (int i = 0; i < header.size(); i++) {
      columns.put(header.get(i).strip(), i);
    }
    for (var needed : List.of("entry_id", "model", "benchmark", "score")) {
      if (!columns.containsKey(needed)) {
        throw new IOException("the table has no column " + needed);
      }
    }
    var byEntry = new LinkedHashMap<String, List<ScoreRow>>();
    int line = 1;
    for (var fields = csv.row(); fields.isPresent(); fields = csv.row()) {
      line++;
      if (fields.get().size() > 1) {
        var row = row(new Fields(columns, fields.get()), line);
        if (row != null) {
          byEntry.computeIfAbsent(row.entryId(), id -> new ArrayList<>()).add(row);
        }
      }
    }
    return new ScoreTable(
        byEntry.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList());
  }

  private record Fields(Map<String, Integer> columns, List<String> values) {
    String get(String column) {
      var at = columns.get(column);
      return at == null || at >= values.size() ? "" : values.get(at).strip();
    }

    @Nullable BigDecimal number(String column) {
      var text = get(column);
      return text.isEmpty() ? null : new BigDecimal(text);
    }
  }

  private static @Nullable ScoreRow row(Fields fields, int line) throws IOException {
    try {
      var score = fields.number("score");
      var items = fields.number("n_items");
      var shots = fields.number("n_shot");
      var base = fields.get("base_model");
      return score == null
          ? null
          : new ScoreRow(
              fields.get("entry_id"),
              fields.get("model"),
              orElse(fields.get("revision"), "-"),
              billions(fields),
              fields.get("moe").equalsIgnoreCase("true"),
              fields.get("benchmark"),
              orElse(fields.get("metric"), "score"),
              score,
              fields.get("scale"),
              fields.number("stderr"),
              items == null || items.signum() <= 0 ? null : (Long) items.longValue(),
              shots == null ? null : (Integer) shots.intValue(),
              fields.get("source"),
              date(fields.get("date")),
              base.isEmpty() || base.equals(fields.get("model")) ? null : base);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IOException("line " + line + ": " + e.getMessage(), e);
    }
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** As published, else read from the model's name; some tables print 0 or −1 for unknown. */
  private static @Nullable BigDecimal billions(Fields fields) {
    for (var column : List.of("params_billions", "params_from_name")) {
      var number = fields.number(column);
      if (number != null && number.signum() > 0) {
        return number;
      }
    }
    return null;
  }

  private static @Nullable Instant date(String text) {
    return switch (text.length()) {
      case 0 -> null;
      case 4 -> day(text + "-01-01");
      case 7 -> day(text + "-01");
      case 10 -> day(text);
      default -> Instant.parse(text.endsWith("Z") ? text : text.replace(' ', 'T') + "Z");
    };
  }

  private static Instant day(String text) {
    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
