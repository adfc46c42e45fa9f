package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalledger.audit.AuditReport;
import org.evalledger.audit.Finding;
import org.evalledger.audit.LogAudit;
import org.evalledger.audit.OtherView;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recomputes a whole log. */
@Command(
    name = "audit",
    description = {
      "Check a whole log without trusting its operator: every hash, signature and authority, every"
          + " assessment recomputed, and that it goes on from what it was at the last audit.",
      "With --against it is compared with what others were shown of it.",
      "Without --log-key and --operator the keys are the ones the service itself names, which"
          + " shows that the log is sound but not whose it is."
    })
final class AuditCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();

  @Parameters(paramLabel = "URL", description = "Address of the ledger's service.")
  private String url;

  @Option(
      names = "--remember",
      paramLabel = "FILE",
      description =
          "Where the last audit's checkpoint is kept (default: below ~/.local/state/evalledger).")
  private @Nullable Path remember;

  @Option(
      names = "--against",
      paramLabel = "URL|FILE",
      description =
          "Another view of the same log, which must fit: the address of a mirror, or a checkpoint"
              + " that somebody saved. May be given several times.")
  private List<String> against = List.of();

  @Option(
      names = "--witness-lag",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description =
          "How old the oldest entry may be that the policy's witnesses have not seen yet, such as"
              + " 90s, 10m, 2h (default: ${DEFAULT-VALUE}).")
  private Duration witnessLag = LogAudit.WITNESS_LAG;

  @Option(
      names = "--witness-age",
      paramLabel = "DURATION",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description =
          "How long ago the policy's witnesses may have seen the log last, by their own clocks,"
              + " where anything stands behind what they saw (default: ${DEFAULT-VALUE}).")
  private Duration witnessAge = LogAudit.WITNESS_AGE;

  @Option(
      names = "--behind",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description =
          "How far this address may lie behind the log, as a mirror may that was away: what was"
              + " received more than five minutes before the last audit must have been there then"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration behind = Duration.ZERO;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to go on trying without an answer (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Mixin private LogKeys keys;
  @Mixin private Output output;

  AuditCommand() {}

  @Override
  public Integer call() throws IOException {
    try (var views = new OtherViews(timeoutSeconds, output);
        LedgerClient ledger = Service.client(Service.address(url), timeoutSeconds, output)) {
      // What others were shown is asked first, so that the audited log may only have grown since.
      List<OtherView> others = against.stream().map(views::of).toList();
      Instant asked = CLOCK.instant();
      JsonMembers log = ledger.logMembers();
      LogState state = LogState.of(log);
      NotePolicy given = keys.policy();
      NotePolicy policy = given.logs().isEmpty() ? given.with(state.keys()) : given;
      Bytes checkpoint = Bytes.ofUtf8(log.requireText("checkpoint"));
      NoteVerifier logKey = signer(policy, checkpoint);
      Kid operator = keys.operator().orElseGet(() -> LogKeys.kid(state.operator()));
      Optional<Bytes> witnessed = log.in("witnessed").text("checkpoint").map(Bytes::ofUtf8);
      var head = RememberedHead.of(logKey, remember);
      Optional<Bytes> last = head.last(logKey, !given.logs().isEmpty(), output::note);
      Optional<Instant> lastAt = last.flatMap(head::shownAt).map(time -> time.minus(behind));
      var source = new ServiceLogSource(ledger, checkpoint);
      AuditReport report;
      try (var progress = Progress.on(output)) {
        report =
            new LogAudit(
                    new LogAudit.Demands(
                        policy,
                        keys.requireWitness(),
                        witnessed,
                        witnessLag,
                        witnessAge,
                        lastAt,
                        others),
                    operator,
                    last,
                    CLOCK,
                    (checked, of) -> progress.show(checked, of, "entries"))
                .run(source);
      }
      if (report.whole()) {
        head.write(report.checkpoint(), asked);
      }
      print(report, logKey);
      if (!report.passed() && last.isPresent()) {
        output.note(
            "The log was held against the last audit's checkpoint in %s; remove that only if you"
                    .formatted(head.file())
                + " know why this is another log.");
      }
      return (report.passed() ? ExitCode.OK : ExitCode.FINDING).number();
    }
  }

  /** The key of the policy's logs that signed: a policy may name several logs. */
  private static NoteVerifier signer(NotePolicy policy, Bytes checkpoint) {
    return policy.open(checkpoint) instanceof Parsed.Value<NotePolicy.Seen>(var seen)
        ? seen.log()
        : policy.logs().getFirst();
  }

  private void print(AuditReport report, NoteVerifier logKey) {
    AuditReport.Tally tally = report.tally();
    var counts = Json.object();
    report.counts().forEach((kind, count) -> counts.put(kind.name(), count));
    output.print(
        Json.object()
            .put("passed", report.passed())
            .put("logKey", logKey.toString())
            .put("size", tally.size())
            .put("entries", tally.entries())
            .put("signatures", tally.signatures())
            .put("erased", tally.erased())
            .put("assessments", tally.assessments())
            .put("keyDoubted", tally.keyDoubted())
            .put("witnesses", report.witnesses())
            .put("counts", counts.build())
            .put("findings", Json.of(report.findings().stream().map(AuditCommand::json).toList()))
            .put("checkpoint", report.checkpoint().utf8())
            .build(),
        lines(report, logKey));
  }

  private static Json json(Finding finding) {
    var entry = finding.entry();
    return Json.object()
        .put("entry", entry == null ? Json.ofNull() : Json.of(entry.value()))
        .put("kind", finding.kind().name())
        .put("sentence", finding.sentence())
        .build();
  }

  private static List<String> lines(AuditReport report, NoteVerifier logKey) {
    AuditReport.Tally tally = report.tally();
    var lines = new ArrayList<String>();
    lines.add("Log \"%s\", key %s".formatted(logKey.name(), logKey.keyId()));
    lines.add(
        ("%,d of %,d entries, %,d signatures valid, %,d assessments recomputed, %,d envelopes"
                + " erased, %,d key-doubted")
            .formatted(
                tally.entries(),
                tally.size(),
                tally.signatures(),
                tally.assessments(),
                tally.erased(),
                tally.keyDoubted()));
    lines.add(report.witnesses());
    report.findings().forEach(finding -> lines.add(finding.toString()));
    long all = report.counts().values().stream().mapToLong(Long::longValue).sum();
    if (all > report.findings().size()) {
      lines.add("… and %,d findings more".formatted(all - report.findings().size()));
    }
    lines.add(report.passed() ? "Nothing was found amiss." : "The log does NOT hold.");
    return lines;
  }
}
