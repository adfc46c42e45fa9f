package org.evalledger.suspicion.backtest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Small tables. */
final class Rows {
  private static final String HEADER =
      "entry_id,model,params_billions,benchmark,metric,score,scale,n_items\n";

  private Rows() {}

  /** A table of rows without their header. */
  static ScoreTable table(String... rows) {
    try {
      return ScoreTable.read(new StringReader(HEADER + String.join("\n", rows) + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the one entry of a table. */
  static List<ScoreRow> of(String... rows) {
    return table(rows).entries().getFirst().rows();
  }
}
