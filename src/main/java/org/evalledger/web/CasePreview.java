package org.evalledger.web;

import java.util.List;

/**
 * A case at a glance.
 *
 * @param id of it
 * @param href of its page
 * @param state and who works on it, in words
 * @param model whose result it is about
 * @param modelHref of that
 * @param about which result, and its value
 * @param entry index of its entry, in words
 * @param entryHref of that; empty for none
 * @param plot the most telling picture; empty for none
 * @param note what the picture rests on
 * @param lines the most telling checks, and what speaks for the claim
 */
public record CasePreview(
    String id,
    String href,
    String state,
    String model,
    String modelHref,
    String about,
    String entry,
    String entryHref,
    String plot,
    String note,
    List<Line> lines) {
  public CasePreview {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param label its first words
   * @param text the rest
   */
  public record Line(String label, String text) {}
}
