package org.evalledger.suspicion.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.baseline.Rung;
import org.evalledger.baseline.Size;
import org.evalledger.baseline.Subject;
import org.evalledger.baseline.Submitter;
import org.evalledger.baseline.Times;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Relation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;

/**
 * Makes observations of a table's rows. The model's namespace stands for organisation and
 * submitter, the base model for lineage; what kind of number a metric gives is told by its name.
 */
final class Observations {
  private static final List<String> COUNTED =
      List.of("acc", "acc_norm", "accuracy", "exact_match", "pass@1");
  private static final List<String> WRITTEN =
      List.of("exact_match", "pass@", "win_rate", "strict", "f1", "rouge", "bleu");

  private Observations() {}

  /** The results of one entry, numbered {@code index}. */
  static List<Observation> of(List<ScoreRow> rows, long index, Instant time) {
    return of(rows, index, time, Signers.OWNERS);
  }

  static List<Observation> of(List<ScoreRow> rows, long index, Instant time, Signers signers) {
    var observations = new ArrayList<Observation>();
    for (var row : rows) {
      observations.add(of(row, new Position(index, observations.size()), time, signers));
    }
    return observations;
  }

  private static Observation of(ScoreRow row, Position position, Instant time, Signers signers) {
    boolean owned = signers == Signers.OWNERS;
    var organisation = owned ? organisation(row.model()) : "collector";
    var base = row.baseModel();
    List<String> lineage = base == null ? List.of() : List.of(base);
    return new Observation(
        position,
        new Submitter(organisation, organisation, List.of(), false, !owned),
        new Subject(
            row.model(),
            row.revision(),
            owned ? List.of(organisation) : List.of(),
            List.of(),
            owned ? lineage : List.of(),
            owned ? List.of() : lineage,
            size(row),
            new Size.Unknown("not stated"),
            false),
        new ProtocolKey(
            row.benchmark(), "1", null, row.metric(), "none", row.source(), row.shots(), "other"),
        measure(row),
        new Reported(row.score(), row.items(), row.stderr(), StderrMethod.UNKNOWN),
        Times.at(time),
        owned ? Relation.FIRST_PARTY : Relation.COLLECTED,
        Rung.SIGNED,
        false,
        null,
        null);
  }

  /** The namespace; a model without one is its own. */
  private static String organisation(String model) {
    int slash = model.indexOf('/');
    return slash > 0 ? model.substring(0, slash) : model;
  }

  private static Size size(ScoreRow row) {
    var billions = row.billions();
    if (billions == null) {
      return new Size.Unknown("undisclosed");
    }
    if (row.mixture()) {
      return new Size.Unknown("a mixture of experts without its active count");
    }
    return new Size.Dense(new ParameterCount(billions.movePointRight(9)));
  }

  static Measure measure(ScoreRow row) {
    var maximum =
        switch (row.scale()) {
          case "0-1" -> BigDecimal.ONE;
          case "0-100" -> BigDecimal.valueOf(100);
          default -> null;
        };
    var metric = row.metric().toLowerCase(Locale.ROOT);
    boolean counted = COUNTED.contains(metric) && row.items() != null;
    boolean written = WRITTEN.stream().anyMatch(metric::contains);
    return new Measure(
        counted ? Metric.Kind.PROPORTION : Metric.Kind.MEAN,
        new Direction.Higher(),
        maximum == null ? null : BigDecimal.ZERO,
        maximum,
        null,
        row.items(),
        1,
        written,
        0);
  }
}
