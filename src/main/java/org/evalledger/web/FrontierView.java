package org.evalledger.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the smallest models reach on a benchmark.
 *
 * @param benchmark id; empty while there is no result at all
 * @param benchmarkHref of its page
 * @param conclusion how small a model may be, in a few words
 * @param reason with figures
 * @param choosers other benchmarks, versions, metrics and protocols
 * @param plot score against size, as SVG; empty where there is nothing to draw
 * @param legend of it
 * @param goal what is to be reached, in the metric's unit; empty for nothing
 * @param unit of it; may be empty
 * @param besides what the form sends too
 * @param head of the column of values
 * @param axis labels of the scale, as SVG
 * @param rows on the frontier, the smallest first
 * @param json address of the same for programs
 * @param note which entries it holds for
 */
public record FrontierView(
    String benchmark,
    String benchmarkHref,
    String conclusion,
    String reason,
    List<BenchmarkView.Chooser> choosers,
    String plot,
    String legend,
    String goal,
    String unit,
    Map<String, String> besides,
    String head,
    String axis,
    List<Row> rows,
    String json,
    String note) {
  public FrontierView {
    choosers = List.copyOf(choosers);
    rows = List.copyOf(rows);
  }

  /**
   * One step of the frontier.
   *
   * @param row the leaderboard's
   * @param isFirst whether it is the smallest that reaches the goal
   * @param gain over the step below in the metric's unit; null for the first
   */
  public record Row(BenchmarkView.Row row, boolean isFirst, @Nullable String gain) {}
}
