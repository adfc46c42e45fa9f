package org.evalledger.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/** What an assessment found, in its own sentences and figures; nothing is computed again here. */
final class EntryChecks {
  /** Results whose checks can be opened, at most. */
  private static final int MOST = 30;

  private static final int FIRST = 3;

  private final Json assessment;
  private final Ledger ledger;
  private final Thresholds thresholds;
  private final String submitter;
  private final Others others;

  /**
   * @param submitter of the entry that is assessed
   * @param others what was claimed elsewhere
   */
  EntryChecks(Json assessment, Ledger ledger, String submitter, Others others) {
    this.assessment = assessment;
    this.ledger = ledger;
    this.thresholds = Thresholds.of(ledger);
    this.submitter = submitter;
    this.others = others;
  }

  /**
   * What somebody else got.
   *
   * @param value as signed
   * @param submitter who got it
   */
  record Other(String value, String submitter) {}

  /** Results of other entries. */
  interface Others {
    /** The one at that place; empty where there is none. */
    Optional<Other> find(long entry, int result);
  }

  /** The most suspicious first; those to look at are shown at once, else the first. */
  List<EntryView.Judged> judged() {
    List<Json> results =
        FactRows.items(assessment, "results").stream()
            .filter(one -> !FactRows.items(one, "checks").isEmpty())
            .sorted(
                Comparator.comparingDouble(
                        (Json one) -> FactRows.number(one, "suspicion").orElse(-1.0))
                    .reversed())
            .limit(MOST)
            .toList();
    var judged = new ArrayList<EntryView.Judged>();
    for (Json one : results) {
      boolean first = judged.isEmpty() || (isFlagged(one) && judged.size() < FIRST);
      judged.add(new EntryView.Judged(heading(one), first, views(one)));
    }
    @Nullable Json whole = FactRows.at(assessment, "model");
    List<CheckView> model = views(whole);
    if (whole != null && !model.isEmpty()) {
      judged.add(new EntryView.Judged("The model as a whole", isFlagged(whole), model));
    }
    return judged;
  }

  /** That of one result; empty where nothing was checked. */
  Optional<EntryView.Judged> of(int result) {
    List<Json> results = FactRows.items(assessment, "results");
    return result < 0 || result >= results.size()
        ? Optional.empty()
        : Optional.of(results.get(result))
            .map(one -> new EntryView.Judged(heading(one), true, views(one)));
  }

  static boolean isFlagged(Json one) {
    return BoardRows.isFlagged(FactRows.text(one, "verdict").orElse(""));
  }

  private String heading(Json one) {
    String what = FactRows.text(one, "benchmark").orElse("this");
    String part = FactRows.text(one, "part").map(name -> " " + name).orElse("");
    String value = FactRows.text(one, "value").map(text -> shown(one, text)).orElse("");
    String name = what + part + (isOneOfSome(one) ? " " + metricOf(one) : "") + " " + value;
    return switch (FactRows.text(one, "verdict").orElse("")) {
      case "flagged" -> "Why " + name + " is flagged";
      case "inconsistent" -> "Why " + name + " is inconsistent";
      case "watch" -> "Why " + name + " is watched";
      case "plausible" -> "Why " + name + " is plausible";
      default -> "What is known of " + name;
    };
  }

  /** Whether the statement has this by other metrics too. */
  private boolean isOneOfSome(Json one) {
    return FactRows.items(assessment, "results").stream()
            .filter(
                other ->
                    FactRows.text(other, "benchmark").equals(FactRows.text(one, "benchmark"))
                        && FactRows.text(other, "part").equals(FactRows.text(one, "part")))
            .map(EntryChecks::metricOf)
            .distinct()
            .count()
        > 1;
  }

  private static String metricOf(@Nullable Json one) {
    return FactRows.text(one, "metric").orElse("");
  }

  private String shown(Json one, String value) {
    return metric(one)
        .map(metric -> MetricWords.of(metric).value(value) + unit(metric))
        .orElse(value);
  }

  private static String unit(Metric metric) {
    String unit = MetricWords.of(metric).unit();
    return unit.isEmpty() ? "" : Words.THIN + unit;
  }

  private Optional<Metric> metric(@Nullable Json one) {
    Optional<String> benchmark = FactRows.text(one, "benchmark");
    Optional<String> version = FactRows.text(one, "benchmarkVersion");
    String metric = metricOf(one);
    return benchmark.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : ledger
            .benchmark(new BenchmarkVersion(benchmark.get(), version.get()))
            .flatMap(
                known ->
                    known.statement().metrics().stream()
                        .filter(each -> each.id().equals(metric))
                        .findFirst());
  }

  private List<CheckView> views(@Nullable Json one) {
    List<ReadCheck> checks = ReadCheck.of(one);
    Optional<CheckPictures> pictures =
        metric(one)
            .flatMap(
                metric ->
                    FactRows.text(one, "value")
                        .map(value -> CheckPictures.of(metric, value, checks)));
    return checks.stream().map(check -> view(check, pictures)).toList();
  }

  private CheckView view(ReadCheck check, Optional<CheckPictures> pictures) {
    CheckView told = check.view(thresholds, "");
    boolean against = told.isAgainst();
    String picture =
        check.name().equals("jump")
            ? CheckPictures.jump(check, against)
            : pictures
                .flatMap(all -> content(check, all, against).map(one -> all.svg(check, one)))
                .orElse("");
    return check.view(thresholds, picture);
  }

  private Optional<CheckFigure.Content> content(
      ReadCheck check, CheckPictures pictures, boolean against) {
    if (!check.name().equals("reproduction")) {
      return pictures.compared(check, check.neighbours(), against);
    }
    return others
        .find((long) check.figure("entry"), (int) check.figure("result"))
        .map(other -> pictures.measured(submitter, other.value(), other.submitter(), against));
  }
}
