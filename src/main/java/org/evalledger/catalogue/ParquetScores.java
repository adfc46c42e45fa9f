package org.evalledger.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.evalledger.catalogue.ScoreColumn.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Scores as Parquet. DuckDB takes the rows, in memory and beyond its limit in files of a directory
 * that goes with this writer, and writes the file there, which is then copied. It opens no network
 * and loads no extension.
 */
final class ParquetScores implements ScoreWriter {
  /** Columns behind the others: the two decimals that are kept as text, as numbers. */
  private static final List<ScoreColumn> NUMBERS = List.of(ScoreColumn.VALUE, ScoreColumn.STDERR);

  private final OutputStream out;
  private final Path directory;
  private final DuckDBConnection connection;
  private final DuckDBAppender rows;

  ParquetScores(OutputStream out) throws IOException {
    this.out = out;
    this.directory = Files.createTempDirectory("evalledger-parquet-");
    try {
      this.connection = open(directory);
      this.rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "score");
    } catch (SQLException e) {
      delete(directory);
      throw new IOException("Parquet cannot be written", e);
    }
  }

  private static DuckDBConnection open(Path directory) throws SQLException {
    var limits = new Properties();
    limits.setProperty("memory_limit", "256MB");
    limits.setProperty("max_temp_directory_size", "8GB");
    limits.setProperty("temp_directory", directory.resolve("spilled").toString());
    limits.setProperty("threads", "1");
    limits.setProperty("autoinstall_known_extensions", "false");
    limits.setProperty("autoload_known_extensions", "false");
    var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", limits);
    execute(connection, "create table score (" + columns() + ")");
    return connection;
  }

  private static String columns() {
    return Stream.concat(
            Stream.of(ScoreColumn.values())
                .map(column -> "\"" + column.title() + "\" " + type(column.kind())),
            NUMBERS.stream().map(column -> "\"" + column.title() + "Number\" double"))
        .collect(Collectors.joining(", "));
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case TEXT -> "varchar";
      case WHOLE -> "bigint";
      case FRACTION -> "decimal(7, 6)";
      case TIME -> "timestamp_ms";
      case FLAG -> "boolean";
    };
  }

  @Override
  public void write(Score score) throws IOException {
    try {
      rows.beginRow();
      for (ScoreColumn column : ScoreColumn.values()) {
        append(column.of(score));
      }
      for (ScoreColumn column : NUMBERS) {
        Object text = column.of(score);
        append(text == null ? null : Double.valueOf(text.toString()));
      }
      rows.endRow();
    } catch (SQLException e) {
      throw new IOException("Parquet cannot be written", e);
    }
  }

  private void append(@Nullable Object value) throws SQLException {
    switch (value) {
      case null -> rows.appendNull();
      case Long whole -> rows.append(whole.longValue());
      case Boolean flag -> rows.append(flag.booleanValue());
      case Double number -> rows.append(number.doubleValue());
      case BigDecimal number -> rows.append(number.setScale(6, RoundingMode.HALF_EVEN));
      case Instant time -> rows.appendEpochMillis(time.toEpochMilli());
      case Object text -> rows.append(text.toString());
    }
  }

  @Override
  public void finish() throws IOException {
    Path file = directory.resolve("score.parquet");
    try {
      rows.close();
      execute(
          connection,
          "copy score to '%s' (format parquet, compression zstd)"
              .formatted(file.toString().replace("'", "''")));
    } catch (SQLException e) {
      throw new IOException("Parquet cannot be written", e);
    }
    Files.copy(file, out);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close", e);
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    var found = new ArrayList<Path>();
    try (Stream<Path> all = Files.walk(directory)) {
      all.forEach(found::add);
      for (Path each : found.reversed()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      // What is left lies in the system's directory for such files, which sees to it.
    }
  }
}
