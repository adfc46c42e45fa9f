package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a model shows.
 *
 * @param model {@code namespace/name}
 * @param namespace of it, with its slash
 * @param name of it
 * @param href of its page
 * @param facts short ones for under its name
 * @param base what it was made from; null when nobody says
 * @param conclusion in a few words
 * @param reason the rest of it
 * @param standings how many results stand how
 * @param figures beside them
 * @param legend of the range plots
 * @param axis labels of their scale
 * @param groups results of whole benchmarks by dimension
 * @param tints whether flagged rows are tinted
 * @param results how many current results there are, in words
 * @param unknown dimensions without a result, in words; empty for none
 * @param histories small pictures of scores over revisions; empty with one revision
 * @param revisions a sentence about them
 * @param versions small pictures of results that were corrected
 * @param derived models made from it
 * @param events what happened, the newest first
 * @param cite how to refer to it
 * @param links addresses for programs
 * @param data what it is, for search engines, JSON-LD
 */
public record ModelView(
    String model,
    String namespace,
    String name,
    String href,
    List<String> facts,
    @Nullable Link base,
    String conclusion,
    String reason,
    List<Standing> standings,
    List<BenchmarkView.Figure> figures,
    String legend,
    String axis,
    List<Group> groups,
    boolean tints,
    String results,
    String unknown,
    List<String> histories,
    String revisions,
    List<String> versions,
    List<Link> derived,
    List<EventView> events,
    Cite cite,
    Links links,
    String data) {
  public ModelView {
    facts = List.copyOf(facts);
    standings = List.copyOf(standings);
    figures = List.copyOf(figures);
    groups = List.copyOf(groups);
    histories = List.copyOf(histories);
    versions = List.copyOf(versions);
    derived = List.copyOf(derived);
    events = List.copyOf(events);
  }

  /**
   * How many results stand so.
   *
   * @param word of the standing
   * @param results in words
   */
  public record Standing(String word, String results) {}

  /**
   * Results that say something about one thing.
   *
   * @param dimension which
   * @param rows by benchmark
   */
  public record Group(String dimension, List<Row> rows) {
    public Group {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One result.
   *
   * @param benchmark id
   * @param benchmarkHref of its page, with the same protocol
   * @param detail metric and shots
   * @param value in the metric's unit
   * @param unit of a value on another scale than per cent; empty for per cent
   * @param margin half of the 95 % interval; empty where the error is not known
   * @param plot its place among models of its size; empty on another scale
   * @param rank in its size class; empty where there is none
   * @param of how many have a rank there
   * @param suspicion in words
   * @param isFlagged whether its verdict is one to look at
   * @param verdict word
   * @param standing word
   * @param relation of the signers
   * @param entryHref of the entry
   * @param detailHref of its settings, tasks and checks
   */
  public record Row(
      String benchmark,
      String benchmarkHref,
      String detail,
      String value,
      String unit,
      String margin,
      String plot,
      String rank,
      String of,
      String suspicion,
      boolean isFlagged,
      String verdict,
      String standing,
      String relation,
      String entryHref,
      String detailHref) {}

  /**
   * How to refer to it.
   *
   * @param plain one sentence
   * @param bibtex the same for BibTeX
   */
  public record Cite(String plain, String bibtex) {}

  /**
   * Addresses for programs.
   *
   * @param csv scores
   * @param ndjson scores
   * @param json of the model
   * @param brief of it, in words
   * @param atom what happens to it
   * @param compare beside others
   * @param all the page of all its results
   */
  public record Links(
      String csv,
      String ndjson,
      String json,
      String brief,
      String atom,
      String compare,
      String all) {}
}
