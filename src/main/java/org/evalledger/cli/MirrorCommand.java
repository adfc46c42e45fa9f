package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a verified copy of another ledger. */
@Command(
    name = "mirror",
    description = {
      "Follow another ledger, check all of it as audit does, and serve it read-only from a database"
          + " of its own. What does not hold is never served: the mirror stays where it was, and"
          + " says so in its log and at /health.",
      "The ledger's keys are pinned at the first start: by --log-key and --operator, or else what"
          + " the ledger says of itself then.",
      "With --policy it keeps and serves the cosignatures of that policy's witnesses, each"
          + " verified."
    })
final class MirrorCommand implements Callable<Integer> {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  @Parameters(paramLabel = "URL", description = "Address of the ledger's service.")
  private String url;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen (default: EVALLEDGER_PORT, or 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the copy is kept (default: ~/.local/share/evalledger-mirror).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How often to ask for a new checkpoint (default: ${DEFAULT-VALUE}).")
  private int intervalSeconds;

  @Mixin private LogKeys keys;
  @Mixin private Output output;

  MirrorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    LedgerServer.requireFree(null, settings.port());
    try (Mirror mirror = Mirror.open(Service.address(url), settings, keys, output)) {
      Upstream.State first = mirror.follow();
      long size = mirror.server().get(LogReader.class).head().size();
      if (size == 0 && first instanceof Upstream.Refused(var reason)) {
        throw CommandFailure.finding("The ledger is not mirrored: " + reason);
      }
      mirror.server().listen();
      output.line(
          "The mirror of %s is at http://localhost:%d with %d entries."
              .formatted(url, settings.port(), size));
      goOn(mirror);
    }
    return ExitCode.OK.number();
  }

  /**
   * Follows till the process ends; what is refused, or does not come, is asked for again less and
   * less often.
   */
  private void goOn(Mirror mirror) throws InterruptedException {
    Duration interval = Duration.ofSeconds(Math.max(1, intervalSeconds));
    Duration pause = interval;
    while (!mirror.server().isClosed()) {
      Thread.sleep(pause);
      pause =
          switch (mirror.follow()) {
            case Upstream.Current current -> interval;
            case Upstream.Behind behind -> interval;
            case Upstream.Away away -> pause.multipliedBy(2);
            case Upstream.Refused refused -> pause.multipliedBy(2);
          };
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Of those in the environment the port and a mirror's own: the others are for a ledger. */
  private Settings settings() {
    Path directory =
        Optional.ofNullable(dataDirectory)
            .orElse(Path.of(System.getProperty("user.home"), ".local/share/evalledger-mirror"));
    Settings settings =
        Settings.ofProcess()
            .only(Setting.PORT, Setting.MIRROR_AWAY, Setting.MIRROR_STILL)
            .with(Setting.DATA_DIR, directory.toString());
    Integer wanted = port;
    return (wanted == null ? settings : settings.with(Setting.PORT, wanted.toString())).checkEach();
  }
}
