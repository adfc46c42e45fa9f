package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.evalledger.ledger.Ledger;
import org.evalledger.registry.Registry;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** Holds models against each other where they were measured alike. */
@Singleton
public final class Comparisons {
  /** Models in one comparison, at most. */
  public static final int MAX_MODELS = 6;

  private static final int MAX_RESULTS = 20_000;

  private final ComparisonRepository repository;
  private final Registry registry;

  Comparisons(ComparisonRepository repository, Registry registry) {
    this.repository = repository;
    this.registry = registry;
  }

  /** What two of {@code models} at least have in common, whole benchmarks first. */
  public Comparison of(List<String> models) {
    Map<ComparisonRow, Map<Column, List<ComparedScore>>> groups = new LinkedHashMap<>();
    List<ComparedScore> found = repository.current(String.join(" ", models));
    for (ComparedScore score : found.subList(0, Integer.min(found.size(), MAX_RESULTS))) {
      groups
          .computeIfAbsent(key(score), k -> new LinkedHashMap<>())
          .computeIfAbsent(Column.of(score), column -> new ArrayList<>())
          .add(score);
    }
    Ledger ledger = registry.ledger();
    var rows = new ArrayList<ComparisonRow>();
    groups.forEach(
        (key, scores) -> {
          if (scores.keySet().stream().map(Column::model).distinct().count() > 1) {
            rows.add(row(key, compared(models, scores, metric(ledger, key))));
          }
        });
    return new Comparison(rows, found.size() > MAX_RESULTS);
  }

  /**
   * What models have in common.
   *
   * @param rows whole benchmarks first
   * @param cut whether results were left out, of more than 20,000
   */
  public record Comparison(List<ComparisonRow> rows, boolean cut) {
    public Comparison {
      rows = List.copyOf(rows);
    }
  }

  /** One submitter's repetitions of one measurement. */
  private record Column(String model, String repetition, String relation) {
    static Column of(ComparedScore score) {
      return new Column(score.model(), score.repetition(), score.relation());
    }
  }

  private static ComparisonRow key(ComparedScore score) {
    return new ComparisonRow(
        score.dimension(),
        score.benchmark(),
        score.benchmarkVersion(),
        score.task(),
        score.metric(),
        score.k(),
        score.variant(),
        score.protocol(),
        List.of());
  }

  private static ComparisonRow row(ComparisonRow key, List<ComparedModel> models) {
    return new ComparisonRow(
        key.dimension(),
        key.benchmark(),
        key.benchmarkVersion(),
        key.task(),
        key.metric(),
        key.k(),
        key.variant(),
        key.protocol(),
        models);
  }

  private static @Nullable Metric metric(Ledger ledger, ComparisonRow row) {
    return ledger
        .benchmark(new BenchmarkVersion(row.benchmark(), row.benchmarkVersion()))
        .flatMap(benchmark -> benchmark.metric(row.metric()))
        .orElse(null);
  }

  private static List<ComparedModel> compared(
      List<String> models, Map<Column, List<ComparedScore>> scores, @Nullable Metric metric) {
    var compared = new ArrayList<ComparedModel>();
    String conditions = null;
    for (String model : models) {
      for (Map.Entry<Column, List<ComparedScore>> column : scores.entrySet()) {
        if (column.getKey().model().equals(model)) {
          String own = column.getValue().getFirst().conditions();
          conditions = conditions == null ? own : conditions;
          ComparedModel first =
              compared.isEmpty() || !own.equals(conditions) ? null : compared.getFirst();
          compared.add(column(column.getValue(), metric, own.equals(conditions), first));
        }
      }
    }
    return compared;
  }

  /** A column; {@code first} is the one to hold it against, null where there is none. */
  private static ComparedModel column(
      List<ComparedScore> scores,
      @Nullable Metric metric,
      boolean same,
      @Nullable ComparedModel first) {
    BigDecimal median = Leaderboard.median(scores.stream().map(ComparedScore::value));
    Optional<BigDecimal> stderr = stderr(scores, metric);
    ComparedScore one = scores.getFirst();
    return new ComparedModel(
        one.model(),
        one.revision(),
        one.precision(),
        one.adapter(),
        one.submitter(),
        one.relation(),
        same,
        median.toPlainString(),
        scores.size(),
        stderr.map(error -> error.round(new MathContext(6)).toPlainString()).orElse(null),
        first == null ? null : beyond(first, median, stderr),
        scores.stream()
            .map(ComparedScore::suspicion)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        Leaderboard.worstStanding(scores.stream().map(ComparedScore::standing)),
        Leaderboard.worstVerdict(scores.stream().map(ComparedScore::verdict)),
        scores.getLast().index(),
        scores.getLast().result());
  }

  private static @Nullable Boolean beyond(
      ComparedModel first, BigDecimal median, Optional<BigDecimal> stderr) {
    if (stderr.isEmpty() || first.stderr() == null) {
      return null;
    }
    BigDecimal one = new BigDecimal(first.stderr());
    BigDecimal both = one.multiply(one).add(stderr.get().multiply(stderr.get()));
    BigDecimal difference = median.subtract(new BigDecimal(first.median()));
    return difference
            .multiply(difference)
            .compareTo(SamplingError.Z.multiply(SamplingError.Z).multiply(both))
        > 0;
  }

  /** The seeds of one model see the same items, so that more of them do not make it smaller. */
  private static Optional<BigDecimal> stderr(List<ComparedScore> scores, @Nullable Metric metric) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ComparedScore score : scores) {
      Optional<BigDecimal> own =
          SamplingError.of(score.stderr(), score.value(), score.samples(), metric);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(own.get());
    }
    return Optional.of(sum.divide(BigDecimal.valueOf(scores.size()), SamplingError.DIGITS));
  }
}
