package org.evalledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.database.Database;
import org.evalledger.json.Json;
import org.evalledger.log.Log;
import org.evalledger.registry.Registry;
import org.evalledger.registry.Snapshots;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes all projections again from the log. */
@Command(
    name = "rebuild",
    description =
        "Make all projections again from the log, while no service runs on its data directory."
            + " Settings are those of serve.")
final class RebuildCommand implements Runnable {
  @Option(names = "--demo", description = "Rebuild the demo's ledger.")
  private boolean demo;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the ledger lies (default: EVALLEDGER_DATA_DIR, or the demo's own).")
  private @Nullable Path dataDirectory;

  @Mixin private Output output;

  RebuildCommand() {}

  @Override
  public void run() {
    try (LedgerServer server = LedgerServer.start(settings().properties());
        var connection = server.get(Database.class).ownConnection()) {
      long size =
          server.get(Log.class).rebuild(connection, done -> output.note(done + " entries done"));
      server
          .get(Snapshots.class)
          .remake(
              connection,
              server.get(Registry.class).empty(),
              done -> output.note(done + " entries assessed for a snapshot"));
      output.print(
          Json.object().put("entries", size).build(),
          List.of("The projections of %d entries are made again.".formatted(size)));
    }
  }

  private Settings settings() {
    Path directory = dataDirectory;
    if (demo) {
      return DemoCommand.settings(directory).checkEach();
    }
    Settings settings = Settings.ofProcess();
    return (directory == null ? settings : settings.with(Setting.DATA_DIR, directory.toString()))
        .checked();
  }
}
