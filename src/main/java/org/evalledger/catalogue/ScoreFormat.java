package org.evalledger.catalogue;

import java.io.IOException;
import java.io.OutputStream;

/** Tables of scores as files. */
public enum ScoreFormat {
  /** RFC 4180, UTF-8, with a line of names; what is not there is an empty field. */
  CSV("text/csv"),
  /** A JSON object a line, as in lists. */
  NDJSON("application/x-ndjson"),
  /** Apache Parquet; value and stderr as written, and again as numbers. */
  PARQUET("application/vnd.apache.parquet");

  private final String mediaType;

  ScoreFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Name of the format in HTTP. */
  public String mediaType() {
    return mediaType;
  }

  /** Begins to write to {@code out}. */
  public ScoreWriter writer(OutputStream out) throws IOException {
    return switch (this) {
      case CSV -> new CsvScores(out);
      case NDJSON -> new NdjsonScores(out);
      case PARQUET -> new ParquetScores(out);
    };
  }
}
