package org.evalledger.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Scores as CSV (RFC 4180). An empty text is quoted, so that it differs from none. */
final class CsvScores implements ScoreWriter {
  /** Decimals, kept as text. */
  private static final Set<ScoreColumn> NUMBERS = EnumSet.of(ScoreColumn.VALUE, ScoreColumn.STDERR);

  private final OutputStream out;

  CsvScores(OutputStream out) throws IOException {
    this.out = out;
    line(Stream.of(ScoreColumn.values()).map(ScoreColumn::title));
  }

  @Override
  public void write(Score score) throws IOException {
    line(Stream.of(ScoreColumn.values()).map(column -> field(column, column.of(score))));
  }

  private void line(Stream<String> fields) throws IOException {
    out.write((fields.collect(Collectors.joining(",")) + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String field(ScoreColumn column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    if (column.kind() == ScoreColumn.Kind.TEXT && isFormula(text) && !NUMBERS.contains(column)) {
      text = "'" + text;
    }
    boolean quoted =
        text.isEmpty()
            || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** Whether a spreadsheet may run it (OWASP, CSV injection). */
  private static boolean isFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
  }

  @Override
  public void finish() {
    // CSV ends with its last line.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
