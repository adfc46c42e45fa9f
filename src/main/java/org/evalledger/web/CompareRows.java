package org.evalledger.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.ComparedModel;
import org.evalledger.catalogue.ComparisonRow;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.SamplingError;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** Rows of a comparison as its page shows them: all plots on one scale of per cent. */
final class CompareRows {
  private static final ValueAxis PERCENT = ValueAxis.percent(100);

  private final Bands bands;
  private final List<ModelSummary> models;
  private final Map<String, ModelSummary> byName;

  CompareRows(Bands bands, List<ModelSummary> models) {
    this.bands = bands;
    this.models = models;
    byName = models.stream().collect(Collectors.toMap(ModelSummary::model, one -> one));
  }

  /** The labels of the scale. */
  static String axis() {
    return RangePlot.head(PERCENT).html();
  }

  /** Values and changes, one cell for each model: its first column stands for it. */
  CompareView.Difference difference(ComparisonRow row, Metric metric) {
    MetricWords words = MetricWords.of(metric);
    return new CompareView.Difference(
        row.benchmark(),
        detail(row),
        address(row),
        words.unit(),
        models.stream()
            .map(model -> column(row, model.model()).map(one -> cell(row, one, words)))
            .map(cell -> cell.orElse(new CompareView.Cell("", "", "", false, "not measured alike")))
            .toList());
  }

  static Optional<ComparedModel> column(ComparisonRow row, String model) {
    return row.models().stream().filter(one -> one.model().equals(model)).findFirst();
  }

  private static CompareView.Cell cell(ComparisonRow row, ComparedModel one, MetricWords words) {
    ComparedModel first = row.models().getFirst();
    String value = words.value(one.median());
    if (one.equals(first)) {
      return new CompareView.Cell(value, entry(one), "", false, "");
    }
    if (!one.sameConditions()) {
      return new CompareView.Cell(value, entry(one), "", false, "other conditions");
    }
    @Nullable Boolean beyond = one.beyondError();
    String said = beyond == null ? "error not known" : beyond ? "" : "within error";
    boolean isBeyond = beyond != null && beyond;
    return new CompareView.Cell(value, entry(one), change(first, one, words), isBeyond, said);
  }

  private static String change(ComparedModel first, ComparedModel one, MetricWords words) {
    BigDecimal change = new BigDecimal(one.median()).subtract(new BigDecimal(first.median()));
    String text = words.value(change.toPlainString());
    return change.signum() > 0 ? "+" + text : text;
  }

  /** Each column in its place among models of its size. */
  CompareView.Group group(ComparisonRow row, Metric metric) {
    return new CompareView.Group(
        row.benchmark(),
        detail(row),
        address(row),
        row.models().stream().map(one -> row(row, one, metric)).toList());
  }

  private CompareView.Row row(ComparisonRow row, ComparedModel one, Metric metric) {
    MetricWords words = MetricWords.of(metric);
    String stderr = one.stderr();
    @Nullable BigDecimal margin =
        stderr == null ? null : SamplingError.Z.multiply(new BigDecimal(stderr));
    int slash = one.model().indexOf('/');
    return new CompareView.Row(
        one.model().substring(0, slash + 1),
        one.model().substring(slash + 1),
        told(one),
        words.value(one.median()),
        margin == null ? "" : "±" + words.value(margin.toPlainString()),
        words.unit().equals("%") ? plot(row, one, metric, margin) : "",
        Words.suspicion(one.suspicion()),
        BoardRows.isFlagged(one.verdict()),
        one.verdict(),
        one.standing(),
        one.submitter(),
        one.sameConditions() ? "same" : "other",
        entry(one));
  }

  private static String told(ComparedModel one) {
    return Stream.of(
            one.precision(), one.adapter(), one.results() > 1 ? "median of " + one.results() : null)
        .filter(Objects::nonNull)
        .map(text -> Words.beginning(text, 24))
        .collect(Collectors.joining(", "));
  }

  private String plot(
      ComparisonRow row, ComparedModel one, Metric metric, @Nullable BigDecimal margin) {
    double factor = metric.unit().equals("fraction") ? 100 : 1;
    @Nullable Band band =
        Optional.ofNullable(byName.get(one.model()))
            .flatMap(model -> Optional.ofNullable(model.parameters()))
            .flatMap(size -> bands.of(baseline(row)).flatMap(known -> known.at(size)))
            .flatMap(known -> Band.of(known, factor))
            .orElse(null);
    Decimal chance = metric.chance();
    return new RangePlot(
            PERCENT,
            band,
            chance == null ? null : chance.value().doubleValue() * factor,
            new RangePlot.Reported(
                new BigDecimal(one.median()).doubleValue() * factor,
                margin == null ? null : margin.doubleValue() * factor,
                BoardRows.isFlagged(one.verdict()),
                false,
                List.of()))
        .svg()
        .html();
  }

  private static BaselineQuestion baseline(ComparisonRow row) {
    return new BaselineQuestion(
        row.benchmark(), row.benchmarkVersion(), row.task(), row.metric(), row.protocol(), null);
  }

  private static String entry(ComparedModel one) {
    return Addresses.entry(one.index()) + "#result-" + one.result();
  }

  private static String detail(ComparisonRow row) {
    String[] parts = row.protocol().split(":", -1);
    boolean isNumber =
        parts.length > 1 && !parts[1].isEmpty() && parts[1].chars().allMatch(Character::isDigit);
    return Stream.of(row.task(), row.variant(), row.metric(), isNumber ? parts[1] + "-shot" : null)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String address(ComparisonRow row) {
    return Addresses.benchmark(row.benchmark())
        + "?version="
        + Addresses.query(row.benchmarkVersion())
        + "&metric="
        + Addresses.query(row.metric())
        + "&protocol="
        + Addresses.query(row.protocol())
        + (row.k() == null ? "" : "&k=" + row.k());
  }
}
