package org.evalledger.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * What became of everything that {@code submit} was given.
 *
 * @param reports of each file, in their order
 * @param dryRun whether nothing was to be sent
 */
record SubmitSummary(List<FileReport> reports, boolean dryRun) {
  private static final int EXAMPLES = 10;

  SubmitSummary {
    reports = List.copyOf(reports);
  }

  /** Whether all is in the ledger. */
  boolean complete() {
    return reports.stream().allMatch(FileReport::complete);
  }

  private int sum(ToIntFunction<FileReport> figure) {
    return reports.stream().mapToInt(figure).sum();
  }

  JsonObject json() {
    return Json.object()
        .put("complete", complete())
        .put("dryRun", dryRun)
        .put("files", reports.size())
        .put("statements", sum(FileReport::statements))
        .put("sent", sum(FileReport::sent))
        .put("known", sum(FileReport::known))
        .put("conflicts", sum(r -> r.conflicts().size()))
        .put("refused", sum(FileReport::refusedResults))
        .put("heldBack", sum(FileReport::heldBack))
        .put("left", sum(r -> r.left().size()))
        .put("reports", Json.of(reports.stream().map(FileReport::json).toList()))
        .build();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "%d files, %d statements; results:".formatted(reports.size(), sum(FileReport::statements)));
    figure(lines, sum(FileReport::sent), dryRun ? "would be sent" : "sent");
    figure(lines, sum(FileReport::known), "known already");
    figure(lines, sum(r -> r.conflicts().size()), "in conflict (--supersede corrects the earlier)");
    figure(lines, sum(FileReport::heldBack), "held back by a warning (--force sends them)");
    figure(lines, sum(FileReport::refusedResults), "refused");
    figure(lines, sum(r -> r.left().size()), "left out by the importer");
    lines.addAll(reasons());
    return lines;
  }

  /** What was warned of, and why results are not in the ledger. */
  List<String> reasons() {
    var lines = new ArrayList<String>();
    warnings(lines);
    conflicts(lines);
    refusals(lines);
    left(lines);
    return lines;
  }

  private static void figure(List<String> lines, int count, String what) {
    lines.add("%,10d  %s".formatted(count, what));
  }

  private void warnings(List<String> lines) {
    var all = new ArrayList<String>();
    for (FileReport report : reports) {
      for (FileReport.Warning warning : report.warnings()) {
        all.add(
            "%s: %s, %s: %s"
                .formatted(report.file().name(), warning.verdict(), warning.what(), warning.why()));
      }
    }
    list(lines, "Warnings:", all);
  }

  private void conflicts(List<String> lines) {
    var all = new ArrayList<String>();
    for (FileReport report : reports) {
      for (FileReport.Conflict conflict : report.conflicts()) {
        all.add(
            "%s %s: %s, but %s says otherwise"
                .formatted(
                    report.file().name(),
                    conflict.pointer(),
                    conflict.what(),
                    conflict.earlier().name()));
      }
    }
    list(lines, "In conflict:", all);
  }

  private static void list(List<String> lines, String heading, List<String> all) {
    if (all.isEmpty()) {
      return;
    }
    lines.add(heading);
    all.stream().limit(EXAMPLES).forEach(line -> lines.add("  " + line));
    if (all.size() > EXAMPLES) {
      lines.add("  … and %,d more; --json lists them all".formatted(all.size() - EXAMPLES));
    }
  }

  /** Files refused for one reason are told together: a wrong key refuses them all. */
  private void refusals(List<String> lines) {
    SequencedMap<String, List<String>> files = new LinkedHashMap<>();
    for (FileReport report : reports) {
      for (FileReport.Refusal refusal : report.refusals()) {
        files.computeIfAbsent(words(refusal), why -> new ArrayList<>()).add(report.file().name());
      }
    }
    var all = new ArrayList<String>();
    files.forEach((why, names) -> all.add(examples(names, "file") + ": " + why));
    list(lines, "Refused:", all);
  }

  private static String words(FileReport.Refusal refusal) {
    var words = new StringBuilder(refusal.sentence());
    List<Fault> faults = refusal.faults();
    faults.stream().limit(EXAMPLES).forEach(fault -> words.append("\n      ").append(fault));
    if (faults.size() > EXAMPLES) {
      words.append("\n      … and %,d more".formatted(faults.size() - EXAMPLES));
    }
    return words.toString();
  }

  private void left(List<String> lines) {
    SequencedMap<String, List<String>> numbers = new LinkedHashMap<>();
    for (FileReport report : reports) {
      report
          .left()
          .forEach(
              left ->
                  numbers
                      .computeIfAbsent(left.why(), why -> new ArrayList<>())
                      .add(report.file().name() + " " + left.pointer()));
    }
    var all = new ArrayList<String>();
    for (Map.Entry<String, List<String>> one : numbers.entrySet()) {
      all.add(examples(one.getValue(), "number") + ": " + one.getKey());
    }
    list(lines, "Left out by the importer:", all);
  }

  private static String examples(List<String> names, String what) {
    return names.size() == 1
        ? names.getFirst()
        : "%,d %ss, the first %s".formatted(names.size(), what, names.getFirst());
  }
}
