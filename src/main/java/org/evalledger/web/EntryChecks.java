package org.evalledger.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.jspecify.annotations.Nullable;

/** What an assessment found, in its own sentences and figures; nothing is computed again here. */
final class EntryChecks {
  /** Results whose checks can be opened, at most. */
  private static final int MOST = 30;

  private static final int FIRST = 3;

  private final Json assessment;
  private final Ledger ledger;

  EntryChecks(Json assessment, Ledger ledger) {
    this.assessment = assessment;
    this.ledger = ledger;
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
      judged.add(new EntryView.Judged(heading(one), first, rows(one)));
    }
    @Nullable Json whole = FactRows.at(assessment, "model");
    List<EntryView.CheckRow> model = rows(whole);
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
            .map(one -> new EntryView.Judged(heading(one), true, rows(one)));
  }

  static boolean isFlagged(Json one) {
    return BoardRows.isFlagged(FactRows.text(one, "verdict").orElse(""));
  }

  private String heading(Json one) {
    String what = FactRows.text(one, "benchmark").orElse("this");
    String part = FactRows.text(one, "part").map(name -> " " + name).orElse("");
    String value = FactRows.text(one, "value").map(text -> shown(one, text)).orElse("");
    String name = what + part + " " + value;
    return switch (FactRows.text(one, "verdict").orElse("")) {
      case "flagged" -> "Why " + name + " is flagged";
      case "inconsistent" -> "Why " + name + " is inconsistent";
      case "watch" -> "Why " + name + " is watched";
      case "plausible" -> "Why " + name + " is plausible";
      default -> "What is known of " + name;
    };
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

  private Optional<Metric> metric(Json one) {
    Optional<String> benchmark = FactRows.text(one, "benchmark");
    Optional<String> version = FactRows.text(one, "benchmarkVersion");
    String metric = FactRows.text(one, "metric").orElse("");
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

  private List<EntryView.CheckRow> rows(@Nullable Json one) {
    return FactRows.items(one, "checks").stream().map(check -> row(one, check)).toList();
  }

  private EntryView.CheckRow row(@Nullable Json one, Json check) {
    String name = FactRows.text(check, "check").orElse("");
    String sentence =
        FactRows.text(check, "sentence")
            .orElse("Of a statement this long only the results that stand out are told in full.");
    Optional<Double> z = FactRows.number(check, "figures", "z");
    String p = FactRows.text(check, "p").map(EntryChecks::shortP).orElse("");
    boolean high = isHigh(check, z);
    return new EntryView.CheckRow(
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' '),
        badge(name, check, high).badge().html(),
        p,
        sentence.endsWith(".") ? sentence : sentence + ".",
        one == null ? "" : figure(one, check, name, high, sentence));
  }

  /** Said of a measured figure: its p is below one in a hundred, on the side that is better. */
  private static boolean isHigh(Json check, Optional<Double> z) {
    return FactRows.number(check, "p").filter(p -> p < 0.01).isPresent()
        && z.filter(found -> found > 0).isPresent();
  }

  private static Glyph badge(String name, Json check, boolean high) {
    return switch (FactRows.text(check, "outcome").orElse("")) {
      case "measured" -> high ? Glyph.TOO_HIGH : Glyph.PASSES;
      case "clear" -> Glyph.PASSES;
      case "found" -> name.equals("reproduction") ? Glyph.DISPUTED : Glyph.FLAGGED;
      case "impossible" -> Glyph.INCONSISTENT;
      default -> Glyph.NOTED;
    };
  }

  private static String shortP(String p) {
    BigDecimal number = new BigDecimal(p).round(new MathContext(2)).stripTrailingZeros();
    return number.signum() == 0
        ? "p below what is written"
        : "p\u2009=\u2009" + number.toPlainString();
  }

  private String figure(Json one, Json check, String name, boolean high, String sentence) {
    Optional<Double> expected = FactRows.number(check, "figures", "expected");
    Optional<Double> spread = FactRows.number(check, "figures", "spread");
    if (name.equals("size")) {
      expected = mean(check, "expectedHub", "expectedKernel");
      spread = mean(check, "spreadHub", "spreadKernel");
    }
    Optional<Metric> metric = metric(one).filter(EntryChecks::isDrawn);
    Optional<String> value = FactRows.text(one, "value");
    if (name.equals("jump")) {
      return jump(check, high, sentence);
    }
    return expected.isEmpty() || spread.isEmpty() || metric.isEmpty() || value.isEmpty()
        ? ""
        : expected(metric.get(), value.get(), expected.get(), spread.get(), high, sentence);
  }

  private static Optional<Double> mean(Json check, String first, String second) {
    return FactRows.number(check, "figures", first)
        .flatMap(a -> FactRows.number(check, "figures", second).map(b -> (a + b) / 2));
  }

  private static boolean isDrawn(Metric metric) {
    return metric.direction() instanceof Direction.Higher
        && metric.minimum() != null
        && metric.maximum() != null;
  }

  private static String expected(
      Metric metric, String value, double expected, double spread, boolean high, String sentence) {
    Scale scale = Scale.of(metric, List.of(value));
    var worst = metric.minimum();
    var best = metric.maximum();
    if (worst == null || best == null) {
      return "";
    }
    double low = scale.factor() * worst.value().doubleValue();
    double top = scale.factor() * best.value().doubleValue();
    var mark = new CheckFigure.Mark(scale.at(value), MetricWords.of(metric).value(value), high);
    var content = CheckFigure.Expected.of(expected, Math.max(spread, 0), low, top, mark);
    ValueAxis axis =
        scale.factor() == 100 && low >= 0
            ? ValueAxis.percent(Math.max(scale.at(value), content.high()))
            : ValueAxis.spanning(low, top, "", 2);
    return new CheckFigure(axis, content).svg(sentence).html();
  }

  /** On the arcsine scale, as its sentence. */
  private static String jump(Json check, boolean high, String sentence) {
    Optional<Double> step = FactRows.number(check, "figures", "step");
    Optional<Double> usual = FactRows.number(check, "figures", "usualStep");
    Optional<Double> spread = FactRows.number(check, "figures", "spread");
    if (step.isEmpty() || usual.isEmpty() || spread.isEmpty() || !(spread.get() >= 0)) {
      return "";
    }
    double reach = 1.2816 * spread.get();
    double low = Math.min(step.get(), usual.get() - reach);
    double top = Math.max(step.get(), usual.get() + reach);
    var mark =
        new CheckFigure.Mark(step.get(), Words.change(BigDecimal.valueOf(step.get()), 3), high);
    var content =
        new CheckFigure.Expected(usual.get() - reach, usual.get(), usual.get() + reach, mark);
    return new CheckFigure(ValueAxis.spanning(low, top, "", 3), content).svg(sentence).html();
  }
}
