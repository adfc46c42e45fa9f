package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one result of a model was got, and from what.
 *
 * @param model {@code namespace/name}
 * @param modelHref of its page
 * @param title of this page
 * @param summary of the run; may be empty
 * @param settings name of them in the statement
 * @param facts that they hold
 * @param judged what was checked; null where nothing was
 * @param tasks results for parts of the benchmark, by the same submitter
 * @param more how many of them are shown, where that is not all; else empty
 * @param entry in words
 * @param entryHref of it
 */
public record ModelDetailView(
    String model,
    String modelHref,
    String title,
    String summary,
    String settings,
    List<EntryView.Fact> facts,
    EntryView.@Nullable Judged judged,
    List<ModelResultsView.Row> tasks,
    String more,
    String entry,
    String entryHref) {
  public ModelDetailView {
    facts = List.copyOf(facts);
    tasks = List.copyOf(tasks);
  }
}
