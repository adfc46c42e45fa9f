package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reviewers' inbox.
 *
 * @param href its address with what is chosen, without the case shown
 * @param sentence how many wait, in words
 * @param said what became of what was asked last; empty for nothing
 * @param tabs states with their counts
 * @param choosers filters and order
 * @param axis labels of the range plots' scale
 * @param rows the cases
 * @param preview of one of them; null when there is none
 * @param next address of those behind; null when there are none
 * @param counted how many are shown
 * @param visitor who looks
 */
public record ReviewView(
    String href,
    String sentence,
    String said,
    List<Tab> tabs,
    List<BenchmarkView.Chooser> choosers,
    String axis,
    List<Row> rows,
    @Nullable CasePreview preview,
    @Nullable String next,
    String counted,
    VisitorView visitor) {
  public ReviewView {
    tabs = List.copyOf(tabs);
    choosers = List.copyOf(choosers);
    rows = List.copyOf(rows);
  }

  /**
   * A state.
   *
   * @param text in words
   * @param count of its cases; empty where it is not counted
   * @param href of its list
   * @param isCurrent whether it is shown
   */
  public record Tab(String text, String count, String href, boolean isCurrent) {}

  /**
   * A case.
   *
   * @param id of it
   * @param href of its page
   * @param previewHref of its preview, for a script
   * @param selectHref of this page with its preview, without one
   * @param isShown whether the preview is of it
   * @param namespace of the model, with its slash
   * @param name of the model
   * @param about which result
   * @param value of it with its unit; empty where there are several
   * @param cause in one line
   * @param plot the value among models of its size; empty where there is no such picture
   * @param noPlot why
   * @param harm expected
   * @param waits whether it waits behind others of its submitter
   * @param suspicion in figures
   * @param open for how long
   * @param assignee who works on it, in short
   * @param assigneeHref of all that this one works on; null for nobody
   */
  public record Row(
      String id,
      String href,
      String previewHref,
      String selectHref,
      boolean isShown,
      String namespace,
      String name,
      String about,
      String value,
      String cause,
      String plot,
      String noPlot,
      String harm,
      boolean waits,
      String suspicion,
      String open,
      String assignee,
      @Nullable String assigneeHref) {}
}
