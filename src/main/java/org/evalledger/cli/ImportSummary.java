package org.evalledger.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * What became of everything that {@code import} pulled: a table by format, and below it every
 * reason for which a number is not in the ledger.
 *
 * @param reports of each file, in their order
 * @param dryRun whether nothing was to be sent
 * @param time it took
 */
record ImportSummary(List<FileReport> reports, boolean dryRun, Duration time) {
  private static final int EXAMPLES = 10;
  private static final String ROW = "%-28s %7s %9s %9s %9s %9s %9s";

  ImportSummary {
    reports = List.copyOf(reports);
  }

  /** Whether all that the sources say is in the ledger. */
  boolean complete() {
    return reports.stream().allMatch(FileReport::complete);
  }

  private SortedMap<String, List<FileReport>> byFormat() {
    var formats = new TreeMap<String, List<FileReport>>();
    for (FileReport report : reports) {
      formats.computeIfAbsent(report.format(), format -> new ArrayList<>()).add(report);
    }
    return formats;
  }

  private static long sum(List<FileReport> reports, ToLongFunction<FileReport> figure) {
    return reports.stream().mapToLong(figure).sum();
  }

  JsonObject json() {
    var formats = new ArrayList<Json>();
    byFormat()
        .forEach(
            (format, files) ->
                formats.add(
                    Json.object()
                        .put("format", format)
                        .put("files", files.size())
                        .put("sent", sum(files, FileReport::sent))
                        .put("known", sum(files, FileReport::known))
                        .put("left", sum(files, report -> report.left().size()))
                        .put("refused", sum(files, FileReport::refusedResults))
                        .put("refusedFiles", sum(files, ImportSummary::refused))
                        .build()));
    return new SubmitSummary(reports, dryRun)
        .json()
        .with("formats", Json.of(formats))
        .with("seconds", Json.of(time.toSeconds()));
  }

  /** 1 for a file of which nothing could be read. */
  private static long refused(FileReport report) {
    return report.refusals().stream().anyMatch(refusal -> refusal.results() == 0) ? 1 : 0;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    String sent = dryRun ? "to send" : "sent";
    lines.add(ROW.formatted("format", "files", sent, "known", "left out", "refused", "bad files"));
    byFormat().forEach((format, files) -> lines.add(row(format, files)));
    lines.add(row("all", reports));
    lines.add("%,d seconds".formatted(time.toSeconds()));
    lines.addAll(unknown());
    lines.addAll(new SubmitSummary(reports, dryRun).reasons());
    return lines;
  }

  private List<String> unknown() {
    List<FileReport> files = byFormat().getOrDefault(FileReport.NO_FORMAT, List.of());
    if (files.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add("In no format that is known, so that nothing was taken from them:");
    files.stream().limit(EXAMPLES).forEach(file -> lines.add("  " + file.file().name()));
    if (files.size() > EXAMPLES) {
      lines.add("  … and %,d more; --json lists them all".formatted(files.size() - EXAMPLES));
    }
    return lines;
  }

  private static String row(String format, List<FileReport> files) {
    return ROW.formatted(
        format,
        "%,d".formatted(files.size()),
        "%,d".formatted(sum(files, FileReport::sent)),
        "%,d".formatted(sum(files, FileReport::known)),
        "%,d".formatted(sum(files, report -> report.left().size())),
        "%,d".formatted(sum(files, FileReport::refusedResults)),
        "%,d".formatted(sum(files, ImportSummary::refused)));
  }
}
