package org.evalledger.web;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.ledger.Ledger;
import org.evalledger.registry.Registry;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

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

  /**
   * What one picture is about: over revisions of the model, or over versions of one result. Only
   * what one submitter measured one way is joined by a line.
   */
  private record Panel(
      String benchmark,
      String version,
      String metric,
      @Nullable Integer k,
      @Nullable String filter,
      String protocol,
      String submitter,
      String relation,
      String whose) {
    static Panel of(ModelScore score, String whose) {
      return new Panel(
          score.benchmark(),
          score.benchmarkVersion(),
          score.metric(),
          score.k(),
          score.filter(),
          score.protocol(),
          score.submitter(),
          score.relation(),
          whose);
    }

    String title() {
      return benchmark + (k == null ? "" : " @" + k);
    }
  }

  /**
   * A model's scores over time.
   *
   * @param revisions one picture for each submitter, benchmark, metric and protocol with two
   *     revisions or more
   * @param versions one for each result that was corrected
   */
  record Drawn(List<String> revisions, List<String> versions) {
    Drawn {
      revisions = List.copyOf(revisions);
      versions = List.copyOf(versions);
    }
  }

  /** Those of {@code model}. */
  Drawn of(String model) {
    Ledger ledger = registry.ledger();
    return drawn(
        models.history(model, null, null, Position.START, READ).stream()
            .filter(score -> isFraction(ledger, score))
            .toList());
  }

  /** Those of fractions, in the order in which they came. */
  static Drawn drawn(List<ModelScore> scores) {
    Map<Panel, Map<String, ModelScore>> revisions = new LinkedHashMap<>();
    Map<Panel, Map<String, ModelScore>> versions = new LinkedHashMap<>();
    for (ModelScore score : scores) {
      if (ModelRowsView.isWhole(score) && score.withdrawnBy() == null) {
        String revision = score.revision();
        if (revision != null) {
          // The place of a revision is where it came first; its value is the newest.
          revisions
              .computeIfAbsent(Panel.of(score, ""), panel -> new LinkedHashMap<>())
              .put(revision, score);
        }
        correct(versions, score);
      }
    }
    return new Drawn(
        pictures(revisions, score -> String.valueOf(score.revision())),
        pictures(versions, score -> "" + score.index()));
  }

  /** A result that supersedes goes on where the superseded one ended. */
  private static void correct(Map<Panel, Map<String, ModelScore>> versions, ModelScore score) {
    String place = score.index() + "." + score.result();
    for (Map<String, ModelScore> steps : versions.values()) {
      ModelScore last = List.copyOf(steps.values()).getLast();
      if (Objects.equals(last.supersededBy(), score.index())
          && Panel.of(last, "").equals(Panel.of(score, ""))) {
        steps.put(place, score);
        return;
      }
    }
    if (score.supersededBy() != null) {
      var steps = new LinkedHashMap<String, ModelScore>();
      steps.put(place, score);
      versions.put(Panel.of(score, place), steps);
    }
  }

  private static List<String> pictures(
      Map<Panel, Map<String, ModelScore>> panels, Function<ModelScore, String> named) {
    return panels.entrySet().stream()
        .filter(panel -> panel.getValue().size() > 1)
        .limit(MOST)
        .map(panel -> picture(panel.getKey(), List.copyOf(panel.getValue().values()), named))
        .toList();
  }

  private static boolean isFraction(Ledger ledger, ModelScore score) {
    return ledger
        .benchmark(new BenchmarkVersion(score.benchmark(), score.benchmarkVersion()))
        .flatMap(benchmark -> benchmark.metric(score.metric()))
        .filter(metric -> metric.unit().equals("fraction"))
        .isPresent();
  }

  private static String picture(
      Panel panel, List<ModelScore> scores, Function<ModelScore, String> named) {
    List<History.Step> steps =
        scores.stream()
            .map(
                score ->
                    new History.Step(
                        named.apply(score), 100 * new BigDecimal(score.value()).doubleValue()))
            .toList();
    boolean jump = BoardRows.isFlagged(scores.getLast().verdict());
    return new History(panel.title(), PERCENT, steps, jump).svg().html();
  }
}
