package org.evalledger.web;

import java.util.List;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;

/**
 * All current results of a model.
 *
 * @param model {@code namespace/name}
 * @param href of its page
 * @param sentence how many there are
 * @param rows those of whole benchmarks first
 */
public record ModelResultsView(String model, String href, String sentence, List<Row> rows) {
  public ModelResultsView {
    rows = List.copyOf(rows);
  }

  /**
   * One result.
   *
   * @param benchmark id
   * @param benchmarkHref of its page
   * @param task part of it; empty for all of it
   * @param metric what was measured
   * @param protocol under which
   * @param value as written
   * @param stderr as written; empty where not given
   * @param samples in words
   * @param suspicion in words
   * @param isFlagged whether its verdict is one to look at
   * @param standing word
   * @param entry in words
   * @param entryHref of it, which holds the settings
   */
  public record Row(
      String benchmark,
      String benchmarkHref,
      String task,
      String metric,
      String protocol,
      String value,
      String stderr,
      String samples,
      String suspicion,
      boolean isFlagged,
      String standing,
      String entry,
      String entryHref) {
    static Row of(ModelScore score) {
      String task = score.task();
      String stderr = score.stderr();
      Long samples = score.samples();
      return new Row(
          score.benchmark(),
          Addresses.benchmark(score.benchmark()),
          task == null ? "" : task,
          score.metric(),
          score.protocol(),
          Words.beginning(score.value(), 12),
          stderr == null ? "" : Words.beginning(stderr, 10),
          samples == null ? "not known" : Words.count(samples),
          Words.suspicion(score.suspicion()),
          BoardRows.isFlagged(score.verdict()),
          score.standing(),
          Words.count(score.index()),
          Addresses.entry(score.index()) + "#result-" + score.result());
    }
  }

  static ModelResultsView of(ModelSummary model, List<ModelScore> scores) {
    String sentence =
        scores.size() < model.results()
            ? "The first " + Words.count(scores.size()) + " of " + Words.count(model.results())
            : Words.count(scores.size());
    return new ModelResultsView(
        model.model(),
        Addresses.model(model.model()),
        sentence
            + " current results, those of whole benchmarks first. Values are as they were signed;"
            + " the settings are in the entry.",
        scores.stream().map(Row::of).toList());
  }
}
