package org.evalledger.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/** Scores as newline-delimited JSON: in each line what a list holds as an item. */
final class NdjsonScores implements ScoreWriter {
  private final OutputStream out;

  NdjsonScores(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(Score score) throws IOException {
    var object = Json.object();
    for (ScoreColumn column : ScoreColumn.values()) {
      object.put(column.title(), json(column.of(score)));
    }
    out.write(object.build().canonical().toArray());
    out.write('\n');
  }

  private static Json json(@Nullable Object value) {
    return switch (value) {
      case null -> Json.ofNull();
      case Long whole -> Json.of(whole);
      case Boolean flag -> Json.of(flag);
      case BigDecimal number -> new Json.JsonNumber(number.toPlainString());
      case Object text -> Json.of(text.toString());
    };
  }

  @Override
  public void finish() {
    // Every line is whole.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
