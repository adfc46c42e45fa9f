package org.evalledger.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalledger.collector.Listing;
import org.evalledger.collector.Listings;
import org.evalledger.collector.PullException;
import org.evalledger.collector.Source;
import org.evalledger.harness.Importer;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.Ids;
import org.evalledger.statement.SubmitterId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The collector, run by hand. */
@Command(
    name = "import",
    description = {
      "Pull what others published, and send it as results passed on: each names its source.",
      "What the ledger has is not sent twice, and what differs from what a source said before"
          + " corrects it. Every number that is not sent is told, with the reason."
    })
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The collector's key (JWK).")
  private Path keyFile;

  @Option(
      names = "--submitter",
      required = true,
      paramLabel = "ID",
      description = "Who the collector is.")
  private String submitter;

  @Option(names = "--dry-run", description = "Have everything checked and send nothing.")
  private boolean dryRun;

  @Mixin private SourceOptions options;
  @Mixin private Service service;
  @Mixin private Output output;

  ImportCommand() {}

  @Override
  public Integer call() {
    if (!Ids.isId(submitter)) {
      throw CommandFailure.usage("--submitter \"%s\" is no id.".formatted(submitter));
    }
    List<Source> sources = options.sources();
    SigningKey key = KeyFile.read(keyFile);
    Instant begun = Instant.now();
    try (LedgerClient ledger = service.client(output)) {
      LogState log = ledger.log();
      var importer = new Importer(ledger.benchmarks());
      var reports = new ArrayList<FileReport>();
      Optional<CommandFailure> failure = Optional.empty();
      for (Source source : sources) {
        if (failure.isEmpty()) {
          Sender.Outcome outcome = send(source, ledger, log, key, importer);
          reports.addAll(outcome.reports());
          failure = outcome.failure();
        }
      }
      return finish(reports, failure, Duration.between(begun, Instant.now()));
    }
  }

  private Sender.Outcome send(
      Source source, LedgerClient ledger, LogState log, SigningKey key, Importer importer) {
    var rules = new SendingRules(true, true, true, dryRun, null, DsseOptions.none());
    var receipts = new Receipts(log);
    try (Listing listing = Listings.open(source.place(), options.limits());
        var progress = Progress.on(output)) {
      var reader =
          new SourceReader(
              source, listing, new SubmitterId(submitter), List.of(log.origin()), importer);
      Sender.FileWork work =
          (file, report) ->
              new Sending(ledger, receipts, Optional.of(key), rules, report)
                  .send(reader.read(file, report));
      var sender = new Sender(work, progress);
      try (var _ = Interruption.then(sender::stop)) {
        return sender.send(reader.files());
      }
    } catch (PullException e) {
      throw CommandFailure.finding("%s: %s".formatted(source.id(), e.getMessage()));
    }
  }

  private int finish(List<FileReport> reports, Optional<CommandFailure> failure, Duration time) {
    var summary = new ImportSummary(reports, dryRun, time);
    output.print(summary.json(), summary.lines());
    failure.ifPresent(
        one -> {
          throw one;
        });
    return (summary.complete() ? ExitCode.OK : ExitCode.FINDING).number();
  }
}
