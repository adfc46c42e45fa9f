package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the service assess evaluations again, each by an entry of its own. */
@Command(
    name = "reassess",
    description =
        "Assess evaluations again with all that the log holds by now. Each new assessment is an"
            + " entry of the service; the first one stays. No service may run on the data directory"
            + " meanwhile; settings are those of serve.")
final class ReassessCommand implements Runnable {
  private static final int CHUNK = 1_000;

  @Parameters(arity = "0..*", paramLabel = "ENTRY", description = "Entries to assess again.")
  private List<Long> indexes = new ArrayList<>();

  @Option(names = "--all", description = "Assess all evaluations again.")
  private boolean all;

  @Option(names = "--demo", description = "In the demo's ledger.")
  private boolean demo;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the ledger lies (default: EVALLEDGER_DATA_DIR, or the demo's own).")
  private @Nullable Path dataDirectory;

  @Mixin private Output output;

  ReassessCommand() {}

  @Override
  public void run() {
    if (all == !indexes.isEmpty()) {
      throw CommandFailure.usage("Name entries, or --all.");
    }
    try (LedgerServer server = LedgerServer.start(settings().properties())) {
      LogReader log = server.get(LogReader.class);
      Submissions submissions = server.get(Submissions.class);
      List<EntryReference> entries = entries(log);
      var written = new ArrayList<Json>();
      for (EntryReference entry : entries) {
        written.add(Json.of(reassess(submissions, entry)));
        output.note(written.size() + " of " + entries.size() + " assessed again");
      }
      output.print(
          Json.object().put("entries", Json.of(written)).build(),
          List.of("%d evaluations are assessed again.".formatted(written.size())));
    }
  }

  private List<EntryReference> entries(LogReader log) {
    var found = new ArrayList<EntryReference>();
    if (!all) {
      for (long index : indexes) {
        LogEntry entry =
            log.entry(index)
                .orElseThrow(() -> CommandFailure.usage("There is no entry %d.".formatted(index)));
        found.add(new EntryReference(new EntryIndex(index), entry.leafHash()));
      }
      return found;
    }
    long size = log.head().size();
    for (long from = 0; from < size; from += CHUNK) {
      for (LogEntry entry : log.entries(from, (int) Long.min(CHUNK, size - from))) {
        if (EntryRecord.parse(entry.record()).type() == StatementType.EVALUATION) {
          found.add(new EntryReference(new EntryIndex(entry.index()), entry.leafHash()));
        }
      }
    }
    return found;
  }

  /** The entry that assesses {@code entry} again. */
  private static long reassess(Submissions submissions, EntryReference entry) {
    return switch (submissions.reassess(entry)) {
      case Outcome.Accepted(var answer) -> answer.index().value();
      case Outcome.Known(var answer) -> answer.index().value();
      case Outcome.Refused(var refusal) ->
          throw CommandFailure.finding(
              "Entry %d is not assessed again: %s".formatted(entry.index().value(), refusal));
      case Outcome other ->
          throw CommandFailure.finding(
              "Entry %d is not assessed again: %s".formatted(entry.index().value(), other));
    };
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
