package org.evalledger.suspicion.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a tidy score table.
 *
 * @param entryId which submission it belongs to
 * @param model the model's id
 * @param revision the model's revision, {@code -} when the table has none
 * @param billions parameters in billions; null when unknown
 * @param mixture whether it is a mixture of experts
 * @param benchmark the benchmark's id
 * @param metric the metric's id
 * @param score as printed
 * @param scale {@code 0-1}, {@code 0-100} or as published
 * @param stderr as printed; null when the table has none
 * @param items how many items; null when unknown
 * @param shots worked examples; null when unknown
 * @param source where the table's row is from
 * @param date when; null when the table does not say
 * @param baseModel the model it descends from; null when unknown
 */
public record ScoreRow(
    String entryId,
    String model,
    String revision,
    @Nullable BigDecimal billions,
    boolean mixture,
    String benchmark,
    String metric,
    BigDecimal score,
    String scale,
    @Nullable BigDecimal stderr,
    @Nullable Long items,
    @Nullable Integer shots,
    String source,
    @Nullable Instant date,
    @Nullable String baseModel) {
  ScoreRow withScore(BigDecimal other) {
    return new ScoreRow(
        entryId, model, revision, billions, mixture, benchmark, metric, other, scale, stderr, items,
        shots, source, date, baseModel);
  }

  ScoreRow withModel(String other) {
    return new ScoreRow(
        entryId, other, revision, billions, mixture, benchmark, metric, score, scale, stderr, items,
        shots, source, date, baseModel);
  }
}
