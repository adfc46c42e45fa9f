package org.evalledger.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a benchmark shows.
 *
 * @param id of it
 * @param href of its page
 * @param dimension what it says something about
 * @param facts short ones for under its name
 * @param conclusion in a few words
 * @param reason the rest of the sentence
 * @param plot score against size, as SVG; empty where there is nothing to draw
 * @param legend of it
 * @param choosers of version, task, metric and protocol
 * @param filters of rows
 * @param sizes the filter by size
 * @param points address of the plot's figures, for the script that lets one explore it
 * @param shown how many rows there are, in words
 * @param head of the column of values
 * @param axis labels of the range plots' scale, as SVG
 * @param rows those of this page
 * @param tints whether flagged rows are tinted
 * @param next address of the next rows; null for none
 * @param nextWords what that link says
 * @param previous address of those before; null for none
 * @param all the page without filters
 * @param health figures
 * @param note for how much of the log it holds
 * @param baseline address of the baseline at a size
 * @param json address of the rows for programs
 * @param csv of all scores
 * @param ndjson likewise
 * @param data what it is, for search engines, JSON-LD
 */
public record BenchmarkView(
    String id,
    String href,
    String dimension,
    List<String> facts,
    String conclusion,
    String reason,
    String plot,
    String legend,
    List<Chooser> choosers,
    List<Chooser> filters,
    Sizes sizes,
    String points,
    String shown,
    String head,
    String axis,
    List<Row> rows,
    boolean tints,
    @Nullable String next,
    String nextWords,
    @Nullable String previous,
    String all,
    List<Figure> health,
    String note,
    String baseline,
    String json,
    String csv,
    String ndjson,
    String data) {
  public BenchmarkView {
    facts = List.copyOf(facts);
    choosers = List.copyOf(choosers);
    filters = List.copyOf(filters);
    rows = List.copyOf(rows);
    health = List.copyOf(health);
  }

  /**
   * Something to choose.
   *
   * @param name of it
   * @param chosen in words
   * @param lift address without the choice; null where nothing is chosen
   * @param choices all there are
   */
  public record Chooser(String name, String chosen, @Nullable String lift, List<Link> choices) {
    public Chooser {
      choices = List.copyOf(choices);
    }
  }

  /**
   * The filter by size.
   *
   * @param words what is chosen
   * @param lift address without it; null where nothing is chosen
   * @param from in billions of parameters; empty for none
   * @param to likewise
   * @param besides what the form sends too
   */
  public record Sizes(
      String words, @Nullable String lift, String from, String to, Map<String, String> besides) {}

  /**
   * One row of the leaderboard.
   *
   * @param rank as a range
   * @param namespace of the model
   * @param name of it
   * @param href of its page
   * @param detail what tells it from other rows of the same model; may be empty
   * @param size of it
   * @param value in the metric's unit
   * @param margin half of its 95 % interval; empty where it is not known
   * @param plot its place among models of its size, as SVG
   * @param suspicion in words
   * @param isFlagged whether its verdict is one to look at
   * @param verdict word
   * @param claimedLead whether it leads on its own side's word alone
   * @param standing word
   * @param relation of the signers
   * @param submitter who says so
   * @param submitterHref of that
   * @param received the day
   * @param entryHref of the entry
   */
  public record Row(
      String rank,
      String namespace,
      String name,
      String href,
      String detail,
      String size,
      String value,
      String margin,
      String plot,
      String suspicion,
      boolean isFlagged,
      String verdict,
      boolean claimedLead,
      String standing,
      String relation,
      String submitter,
      String submitterHref,
      String received,
      String entryHref) {}

  /**
   * A figure of a strip.
   *
   * @param label what it is
   * @param figure itself
   * @param of what comes behind it, smaller
   * @param note a sentence below it
   * @param isFlagged whether it is one to look at
   */
  public record Figure(String label, String figure, String of, String note, boolean isFlagged) {}
}
