package org.evalledger.catalogue;

import java.io.IOException;

/** Writes scores one after the other; what was written is whole once it is closed. */
public sealed interface ScoreWriter extends AutoCloseable
    permits CsvScores, NdjsonScores, ParquetScores {
  /** Writes one more. */
  void write(Score score) throws IOException;

  /** Writes the end, where the format has one; the stream behind stays open. */
  void finish() throws IOException;

  /** Frees what it holds. */
  @Override
  void close();
}
