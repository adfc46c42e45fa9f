package org.evalledger.web;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.ledger.Ledger;
import org.evalledger.registry.Registry;
import org.evalledger.statement.BenchmarkVersion;

/** Small pictures of a model's scores over its revisions. */
@Singleton
final class ModelHistories {
  private static final int READ = 1_000;
  private static final int MOST = 12;
  private static final ValueAxis PERCENT = ValueAxis.percent(100);

  private final Models models;
  private final Registry registry;

  ModelHistories(Models models, Registry registry) {
    this.models = models;
    this.registry = registry;
  }

  private record Panel(String benchmark, String version, String metric, String protocol) {
    static Panel of(ModelScore score) {
      return new Panel(
          score.benchmark(), score.benchmarkVersion(), score.metric(), score.protocol());
    }
  }

  /** One picture for each benchmark, metric and protocol with two revisions or more. */
  List<String> svg(String model, List<String> revisions) {
    if (revisions.size() < 2) {
      return List.of();
    }
    Ledger ledger = registry.ledger();
    Map<Panel, Map<String, ModelScore>> panels = new LinkedHashMap<>();
    for (ModelScore score : models.history(model, null, null, Position.START, READ)) {
      if (ModelRowsView.isWhole(score)
          && score.revision() != null
          && score.withdrawnBy() == null
          && isFraction(ledger, score)) {
        Map<String, ModelScore> steps =
            panels.computeIfAbsent(Panel.of(score), panel -> new LinkedHashMap<>());
        // The place of a revision is where it came first; its value is the newest.
        steps.put(Objects.requireNonNull(score.revision()), score);
      }
    }
    var all = new ArrayList<String>();
    panels.forEach(
        (panel, steps) -> {
          if (steps.size() > 1 && all.size() < MOST) {
            all.add(picture(panel, List.copyOf(steps.values())));
          }
        });
    return all;
  }

  private static boolean isFraction(Ledger ledger, ModelScore score) {
    return ledger
        .benchmark(new BenchmarkVersion(score.benchmark(), score.benchmarkVersion()))
        .flatMap(benchmark -> benchmark.metric(score.metric()))
        .filter(metric -> metric.unit().equals("fraction"))
        .isPresent();
  }

  private static String picture(Panel panel, List<ModelScore> scores) {
    List<History.Step> steps =
        scores.stream()
            .map(
                score ->
                    new History.Step(
                        Objects.requireNonNull(score.revision()),
                        100 * new BigDecimal(score.value()).doubleValue()))
            .toList();
    boolean jump = BoardRows.isFlagged(scores.getLast().verdict());
    return new History(panel.benchmark(), PERCENT, steps, jump).svg().html();
  }
}
