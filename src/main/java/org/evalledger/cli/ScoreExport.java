package org.evalledger.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.evalledger.catalogue.ScoreFormat;
import org.evalledger.catalogue.ScoreWriter;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for scores as files, and how they are written. */
final class ScoreExport {
  private final Map<ScoreFormat, Path> files = new EnumMap<>(ScoreFormat.class);
  private final Map<String, String> filters = new LinkedHashMap<>();

  ScoreExport() {}

  @Option(names = "--csv", paramLabel = "FILE", description = "Write scores as CSV.")
  void csv(@Nullable Path file) {
    put(ScoreFormat.CSV, file);
  }

  @Option(names = "--ndjson", paramLabel = "FILE", description = "Write scores as NDJSON.")
  void ndjson(@Nullable Path file) {
    put(ScoreFormat.NDJSON, file);
  }

  @Option(names = "--parquet", paramLabel = "FILE", description = "Write scores as Parquet.")
  void parquet(@Nullable Path file) {
    put(ScoreFormat.PARQUET, file);
  }

  @Option(
      names = "--filter",
      paramLabel = "NAME=VALUE",
      description =
          "Only such scores; a parameter of /v1/scores, such as benchmark=mmlu, minStanding=signed"
              + " or history=true. May be given several times.")
  void filter(@Nullable List<String> given) {
    filters.clear();
    for (String filter : given == null ? List.<String>of() : given) {
      int equals = filter.indexOf('=');
      if (equals < 1 || filter.startsWith("after=") || filter.startsWith("limit=")) {
        throw CommandFailure.usage(
            "--filter is \"%s\"; want NAME=VALUE, such as benchmark=mmlu.".formatted(filter));
      }
      if (filters.put(filter.substring(0, equals), filter.substring(equals + 1)) != null) {
        throw CommandFailure.usage(
            "--filter names %s twice.".formatted(filter.substring(0, equals)));
      }
    }
  }

  private void put(ScoreFormat format, @Nullable Path file) {
    if (file != null) {
      files.put(format, file);
    }
  }

  boolean isWanted() {
    return !files.isEmpty();
  }

  /** Parameters of {@code /v1/scores}, by name. */
  Map<String, String> filters() {
    return Collections.unmodifiableMap(filters);
  }

  /** Writes all scores that {@code ledger} gives; a file appears once it is whole. */
  void run(LedgerClient ledger, Output output) {
    Map<ScoreFormat, Path> parts = new TreeMap<>();
    Map<ScoreFormat, ScoreWriter> writers = new TreeMap<>();
    try (var open = new Closing(writers, parts)) {
      for (var file : files.entrySet()) {
        Path part = Path.of(file.getValue() + ".part");
        parts.put(file.getKey(), part);
        var stream = open.add(new BufferedOutputStream(Files.newOutputStream(part)));
        writers.put(file.getKey(), file.getKey().writer(stream));
      }
      long written = pages(ledger, writers);
      for (ScoreWriter writer : writers.values()) {
        writer.finish();
      }
      open.flush();
      for (var file : files.entrySet()) {
        Path part = Path.of(file.getValue() + ".part");
        Files.move(part, file.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
      told(output, written);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s cannot be written: %s.".formatted(files.values(), UserFiles.reason(e)));
    }
  }

  private long pages(LedgerClient ledger, Map<ScoreFormat, ScoreWriter> writers)
      throws IOException {
    var written = new AtomicLong();
    ledger.eachScore(
        filters,
        item -> {
          var score = ReceivedScore.of(item);
          for (ScoreWriter writer : writers.values()) {
            writer.write(score);
          }
          written.incrementAndGet();
        });
    return written.get();
  }

  private void told(Output output, long written) {
    var names = files.values().stream().map(Path::toString).toList();
    output.print(
        Json.object().put("files", Json.ofStrings(names)).put("scores", written).build(),
        List.of("%d scores are in %s.".formatted(written, String.join(", ", names))));
  }

  /** What must be closed, and files that must go unless they were moved to their place. */
  private static final class Closing implements AutoCloseable {
    private final Map<ScoreFormat, ScoreWriter> writers;
    private final Map<ScoreFormat, Path> parts;
    private final List<BufferedOutputStream> streams = new ArrayList<>();

    Closing(Map<ScoreFormat, ScoreWriter> writers, Map<ScoreFormat, Path> parts) {
      this.writers = writers;
      this.parts = parts;
    }

    BufferedOutputStream add(BufferedOutputStream stream) {
      streams.add(stream);
      return stream;
    }

    void flush() throws IOException {
      for (BufferedOutputStream stream : streams) {
        stream.close();
      }
    }

    @Override
    public void close() throws IOException {
      writers.values().forEach(ScoreWriter::close);
      flush();
      for (Path part : parts.values()) {
        Files.deleteIfExists(part);
      }
    }
  }
}
