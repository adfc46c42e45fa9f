package org.evalledger.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a problem is reported.
 *
 * @param index of the entry
 * @param number the same in words
 * @param about what it says, in a sentence
 * @param leafHash of it
 * @param results that can be named
 * @param visitor who looks
 * @param way how this visitor may report
 * @param written what was written before
 * @param refusal why it was not taken; empty for none
 * @param done what became of what was sent last; null for nothing
 * @param address of this service
 */
public record ReportView(
    long index,
    String number,
    String about,
    String leafHash,
    List<Result> results,
    VisitorView visitor,
    Way way,
    Written written,
    String refusal,
    @Nullable Done done,
    String address) {
  public ReportView {
    results = List.copyOf(results);
  }

  /** How somebody may report. */
  public enum Way {
    /** In the own name, by the service. */
    SIGNED_IN,
    /** For a puzzle that the browser solves. */
    PUZZLE,
    /** With a key of its own, not here. */
    NONE
  }

  /** Whether there is a form at all. */
  public boolean hasForm() {
    return way != Way.NONE;
  }

  /** Whether the browser works for it. */
  public boolean isPuzzle() {
    return way == Way.PUZZLE;
  }

  /**
   * A result.
   *
   * @param position in its entry
   * @param words benchmark, task, metric and value
   */
  public record Result(int position, String words) {}

  /**
   * What somebody wrote.
   *
   * @param kind that was chosen; empty for none
   * @param results that were chosen
   * @param text in own words
   * @param links a line each
   */
  public record Written(String kind, Set<String> results, String text, String links) {
    public Written {
      results = Set.copyOf(results);
    }
  }

  /**
   * A report that is in the log.
   *
   * @param text what became of it
   * @param href of the case on which it gathers, else of its entry
   * @param link words for that
   */
  public record Done(String text, String href, String link) {}

  /**
   * Something that may be wrong.
   *
   * @param word in the statement
   * @param name on the page
   * @param means what it says
   */
  public record Kind(String word, String name, String means) {}

  /** All of them; none is chosen beforehand. */
  public List<Kind> kinds() {
    return List.of(
        new Kind(
            "contamination", "Contamination", "The model has seen the benchmark\u2019s items."),
        new Kind("not-reproducible", "Not reproducible", "Others get other numbers."),
        new Kind("wrong-settings", "Wrong settings", "It was run otherwise than stated."),
        new Kind("wrong-model", "Wrong model", "Another model was run than the one named."),
        new Kind("copied", "Copied", "These are somebody else\u2019s numbers."),
        new Kind("fabricated", "Never measured", "Nothing was run."),
        new Kind("other", "Something else", "As your words say."));
  }
}
