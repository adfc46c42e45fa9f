package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalledger.signing.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts, checks, signs and sends. */
@Command(
    name = "submit",
    description = {
      "Convert harness output to statements, have them checked, sign and send them.",
      "Ready statements and signed envelopes are sent too. Stopped and run again, it goes on where"
          + " it was: what the ledger has is known and not sent twice."
    })
final class SubmitCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; directories are walked.")
  private List<Path> given = List.of();

  @Option(names = "--key", paramLabel = "FILE", description = "The key (JWK) to sign with.")
  private @Nullable Path keyFile;

  @Option(
      names = "--force",
      description =
          "Send also what the check says is flagged or inconsistent. With --source that is so"
              + " anyway: what others published is passed on as they published it.")
  private boolean force;

  @Option(
      names = "--supersede",
      description = "Let results that differ from the submitter's earlier ones correct them.")
  private boolean supersede;

  @Option(
      names = "--skip-invalid",
      description = "Leave out results that the ledger does not take, and send the others.")
  private boolean skipInvalid;

  @Option(names = "--dry-run", description = "Have everything checked and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--receipts",
      paramLabel = "DIR",
      description = "Keep the service's answers there, one file an entry.")
  private @Nullable Path receipts;

  @Mixin private HarnessOptions options;
  @Mixin private DsseOptions form;
  @Mixin private Service service;
  @Mixin private Output output;

  SubmitCommand() {}

  @Override
  public Integer call() {
    options.check();
    List<InputFile> files = options.files(given);
    Optional<SigningKey> key = Optional.ofNullable(keyFile).map(KeyFile::read);
    try (LedgerClient ledger = service.client(output)) {
      return finish(files, send(ledger, files, key));
    }
  }

  private Sender.Outcome send(
      LedgerClient ledger, List<InputFile> files, Optional<SigningKey> key) {
    LogState log = ledger.log();
    var reader = new FileReader(options, List.of(log.origin()));
    var receiptCheck = new Receipts(log);
    try (var progress = Progress.on(output)) {
      Sender.FileWork work =
          (file, report) ->
              new Sending(ledger, receiptCheck, key, rules(), report).send(reader.read(file));
      var sender = new Sender(work, progress);
      try (var _ =
          Interruption.then(
              () -> {
                sender.stop();
                progress.finish();
                tell(files, sender.finished());
              })) {
        return sender.send(files);
      }
    }
  }

  private SendingRules rules() {
    return new SendingRules(
        force || options.passedOn(), supersede, skipInvalid, dryRun, receipts, form);
  }

  private int finish(List<InputFile> files, Sender.Outcome outcome) {
    SubmitSummary summary = tell(files, outcome.reports());
    outcome
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return (summary.complete() ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private SubmitSummary tell(List<InputFile> files, List<FileReport> reports) {
    var summary = new SubmitSummary(reports, dryRun);
    var lines = new ArrayList<>(summary.lines());
    int missing = files.size() - reports.size();
    if (missing > 0) {
      lines.add(
          "%,d files were not finished; the same command goes on with them.".formatted(missing));
    }
    output.print(summary.json(), lines);
    return summary;
  }
}
