package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first page shows.
 *
 * @param models how many, in words, as the others
 * @param benchmarks registered
 * @param entries of the log
 * @param submitters with a key
 * @param examples things to look for
 * @param chosen the benchmark that is shown; null while there is no result
 * @param choices benchmarks that can be
 * @param picture its scores against sizes, as SVG; empty without
 * @param scoreHead head of the column of its values
 * @param leaders its best results
 * @param leaderboard link to all of them; null without
 * @param events the newest first
 * @param log its state
 * @param address of this service
 */
public record HomeView(
    String models,
    String benchmarks,
    String entries,
    String submitters,
    List<Link> examples,
    @Nullable String chosen,
    List<Link> choices,
    String picture,
    String scoreHead,
    List<Leader> leaders,
    @Nullable Link leaderboard,
    List<EventView> events,
    LogState log,
    String address) {
  public HomeView {
    examples = List.copyOf(examples);
    choices = List.copyOf(choices);
    leaders = List.copyOf(leaders);
    events = List.copyOf(events);
  }

  /**
   * One of the best results.
   *
   * @param namespace of the model
   * @param name of it
   * @param href of its page
   * @param size of it
   * @param value in the metric's unit
   * @param standing word
   * @param verdict word
   * @param isFlagged whether the verdict is one to look at
   * @param entryHref of the entry that says so
   */
  public record Leader(
      String namespace,
      String name,
      String href,
      String size,
      String value,
      String standing,
      String verdict,
      boolean isFlagged,
      String entryHref) {}
}
