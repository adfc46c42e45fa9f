package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.TileCopy;
import org.evalledger.audit.TileHost;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TilePath;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the log as static files, and scores as tables. */
@Command(
    name = "export",
    description = {
      "Write the log, or scores, as files.",
      "--tiles: the log as static files (C2SP tlog-tiles) that any host of files can serve."
          + " Everything is checked against the log's checkpoint before it is written, the"
          + " checkpoint comes last, and running it again adds what is new.",
      "Without --from the log is that of the settings of serve, while no service runs on its data"
          + " directory.",
      "--csv, --ndjson, --parquet: the scores that a running service gives at /v1/scores, all pages"
          + " of them; the filters are those of that call.",
      "--every-eval-ever, --eval-results: the same results as records of Every Eval Ever and as"
          + " files for the Hugging Face Hub, one for each entry."
    })
final class ExportCommand implements Runnable {
  @Option(
      names = "--tiles",
      paramLabel = "DIR",
      description = "Where checkpoint and tiles are written.")
  private @Nullable Path directory;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "Address of the ledger's service, such as http://localhost:8080.")
  private @Nullable String url;

  @Option(
      names = "--log-key",
      paramLabel = "VKEY|FILE",
      description =
          "The log's public key, as /v1/log of a ledger you trust writes it, or a file with it"
              + " (default: what the service names).")
  private @Nullable String logKey;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to go on trying without an answer (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Mixin private ScoreExport scores;

  @Mixin private RecordExport others;

  @Mixin private Output output;

  ExportCommand() {}

  @Override
  public void run() {
    Path tiles = directory;
    boolean results = scores.isWanted() || others.isWanted();
    if (tiles == null && !results) {
      throw CommandFailure.usage(
          "Name what to write: --tiles, --csv, --ndjson, --parquet, --every-eval-ever or"
              + " --eval-results.");
    }
    if (results && url == null) {
      throw CommandFailure.usage("Scores come from a service; name its address by --from.");
    }
    if (tiles != null) {
      exportTiles(tiles);
    }
    if (url != null && results) {
      try (LedgerClient ledger = Service.client(Service.address(url), timeoutSeconds, output)) {
        if (scores.isWanted()) {
          scores.run(ledger, output);
        }
        if (others.isWanted()) {
          others.run(ledger, scores.filters(), output);
        }
      }
    }
  }

  private void exportTiles(Path tiles) {
    Optional<NoteVerifier> given = Optional.ofNullable(logKey).map(LogKeys::read);
    if (url == null) {
      try (LedgerServer server = LedgerServer.start(Settings.ofProcess().checked().properties())) {
        LogReader log = server.get(LogReader.class);
        NoteVerifier key = given.orElseGet(() -> server.get(LogIdentity.class).keys().getFirst());
        export(tiles, key, log.head().checkpoint(), path -> stored(log, path));
      }
    } else {
      try (LedgerClient ledger = Service.client(Service.address(url), timeoutSeconds, output)) {
        NoteVerifier key = given.orElseGet(() -> ledger.log().keys().getFirst());
        export(tiles, key, ledger.checkpoint(), ledger::tile);
      }
    }
  }

  private static Bytes stored(LogReader log, TilePath path) throws IOException {
    Optional<Bytes> bytes =
        switch (path) {
          case TilePath.HashTile(var tile) -> log.tile(tile).map(Tile::bytes);
          case TilePath.Entries(var tile) -> log.entryBundle(tile).map(EntryBundle::bytes);
        };
    return bytes.orElseThrow(() -> new IOException("the log has no " + path.path()));
  }

  private void export(Path directory, NoteVerifier key, Bytes checkpoint, TileHost host) {
    var files = new TileDirectory(directory);
    try (var progress = Progress.on(output)) {
      var copy = new TileCopy(key, host, files, (done, of) -> progress.show(done, of, "entries"));
      switch (copy.run(checkpoint, files.checkpoint())) {
        case TileCopy.Result.Refused(var reason) ->
            throw CommandFailure.finding(
                "%s The checkpoint in %s stays as it was.".formatted(reason, directory));
        case TileCopy.Result.Copied copied -> {
          files.publish(checkpoint);
          told(directory, copied);
        }
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s cannot be written: %s.".formatted(directory, UserFiles.reason(e)));
    }
  }

  private void told(Path directory, TileCopy.Result.Copied copied) {
    output.print(
        Json.object()
            .put("directory", directory.toString())
            .put("origin", copied.head().origin())
            .put("size", copied.head().size().value())
            .put("fetched", copied.entries())
            .build(),
        List.of(
            "%s holds the log \"%s\" up to %s entries; %d were fetched now."
                .formatted(
                    directory, copied.head().origin(), copied.head().size(), copied.entries())));
  }
}
