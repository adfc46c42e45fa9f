package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evalledger.audit.BundleCheck;
import org.evalledger.audit.BundleReport;
import org.evalledger.audit.BundleReport.Outcome;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.signing.NotePolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a bundle without calling anybody. */
@Command(
    name = "verify",
    description =
        "Check a bundle offline: that the entry is in the log, who signed it, and whose key that"
            + " is. Whether a key was revoked since is for audit to tell.")
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle of an entry.")
  private Path bundle;

  @Option(
      names = "--allow-erased",
      description =
          "End with 0 also where an envelope is missing, so that its signatures could not be"
              + " checked: only an audit tells whether it was erased by a takedown.")
  private boolean allowErased;

  @Mixin private ReceiptOptions receipt;
  @Mixin private LogKeys keys;
  @Mixin private Output output;

  VerifyCommand() {}

  @Override
  public Integer call() {
    NotePolicy policy = keys.policy();
    if (policy.logs().isEmpty()) {
      throw CommandFailure.usage(
          "Give the log's public key with --log-key, or a policy that names it with --policy: a"
              + " bundle cannot vouch for itself.");
    }
    var check = new BundleCheck(policy, keys.operator(), keys.requireWitness());
    Bytes content = UserFiles.read(bundle);
    BundleReport report = check.check(content);
    Optional<ReceiptOptions.Checked> checked =
        report.sound() ? receipt.check(check, content) : Optional.empty();
    boolean sound = report.sound() && checked.map(ReceiptOptions.Checked::holds).orElse(true);
    var lines = new ArrayList<>(lines(report));
    var json =
        Json.object()
            .put("holds", sound && report.complete())
            .put("complete", report.complete())
            .put("checks", Json.of(report.lines().stream().map(VerifyCommand::json).toList()));
    checked.ifPresent(
        one -> {
          lines.add(
              "%-5s %-12s %s".formatted(one.holds() ? "ok" : "FAILS", "receipt", one.sentence()));
          json.put("receipt", one.sentence());
        });
    if (!report.complete()) {
      lines.add("Not every signature was checked, so this does not hold by itself.");
    }
    output.print(json.build(), lines);
    boolean enough = sound && (report.complete() || allowErased);
    return (enough ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private static Json json(BundleReport.Line line) {
    return Json.object()
        .put("part", word(line.part()))
        .put("outcome", word(line.outcome()))
        .put("sentence", line.sentence())
        .build();
  }

  private static List<String> lines(BundleReport report) {
    return report.lines().stream()
        .map(
            line ->
                "%-5s %-12s %s".formatted(mark(line.outcome()), word(line.part()), line.sentence()))
        .toList();
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> "ok";
      case FAILS -> "FAILS";
      case NOT_CHECKED -> "-";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
