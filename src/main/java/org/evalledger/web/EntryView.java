package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an entry shows.
 *
 * @param index in the log
 * @param number the same in words
 * @param type of the statement
 * @param about what it is about; null for nothing with a page of its own
 * @param revision of that; empty where none is named
 * @param received when
 * @param conclusion in a few words
 * @param reason the rest of it
 * @param questions in the strip
 * @param judged results whose checks are shown
 * @param assessed a sentence on who computed that, and from what
 * @param earlier assessments before that one, the newest first
 * @param statement what it says
 * @param proof its place in the log
 * @param versions others of its results, the older ones first
 * @param cases about its results
 * @param reproduction commands; null where there are none
 * @param address of this service
 */
public record EntryView(
    long index,
    String number,
    String type,
    @Nullable EntrySubject about,
    String revision,
    String received,
    String conclusion,
    String reason,
    List<Question> questions,
    List<Judged> judged,
    String assessed,
    List<Earlier> earlier,
    Said statement,
    Proof proof,
    List<Version> versions,
    List<Link> cases,
    @Nullable Run reproduction,
    String address) {
  public EntryView {
    questions = List.copyOf(questions);
    judged = List.copyOf(judged);
    earlier = List.copyOf(earlier);
    versions = List.copyOf(versions);
    cases = List.copyOf(cases);
  }

  /** Those whose checks one sees at once. */
  public List<Judged> first() {
    return judged.stream().filter(Judged::isFirst).toList();
  }

  /** Those whose checks open on demand. */
  public List<Judged> others() {
    return judged.stream().filter(one -> !one.isFirst()).toList();
  }

  /**
   * One of the questions that everybody has.
   *
   * @param label the question
   * @param proves which part of the browser's check answers it; null for none
   * @param glyph mark of the answer, SVG; empty where there is none or the check sets it
   * @param answer in a word or two
   * @param tone class of the answer; empty for plain
   * @param href where the answer leads; null for nowhere
   * @param detail a line below
   */
  public record Question(
      String label,
      @Nullable String proves,
      String glyph,
      String answer,
      String tone,
      @Nullable String href,
      String detail) {}

  /**
   * What was found about one result.
   *
   * @param heading over its checks
   * @param isFirst whether it is shown at once
   * @param checks one line of evidence each
   */
  public record Judged(String heading, boolean isFirst, List<CheckView> checks) {
    public Judged {
      checks = List.copyOf(checks);
    }
  }

  /**
   * An assessment that another took the place of.
   *
   * @param assessed a sentence on who computed it, and from what
   * @param judged results whose checks are shown
   */
  public record Earlier(String assessed, List<Judged> judged) {
    public Earlier {
      judged = List.copyOf(judged);
    }
  }

  /**
   * What the statement says.
   *
   * @param summary of the run; empty for other types
   * @param rows its results
   * @param more how many results are not among the rows, in words; empty for none
   * @param settings by name
   * @param facts everything else
   * @param words free text of the envelope; empty for none
   * @param written notes or a model card; null for none
   * @param links in that text, to others' pages
   * @param envelope its size in words
   * @param erasedBy the takedown that erased the envelope; null while it is there
   */
  public record Said(
      String summary,
      List<Row> rows,
      String more,
      List<Settings> settings,
      List<Fact> facts,
      String words,
      @Nullable Written written,
      List<String> links,
      String envelope,
      @Nullable Link erasedBy) {
    public Said {
      rows = List.copyOf(rows);
      settings = List.copyOf(settings);
      facts = List.copyOf(facts);
      links = List.copyOf(links);
    }
  }

  /**
   * What a submitter wrote for readers.
   *
   * @param heading over it
   * @param html of it, in which nothing of its own HTML is left
   * @param more what is not shown, in words; empty for nothing
   */
  public record Written(String heading, String html, String more) {
    private static final int MOST = 40_000;

    /** The Markdown of a statement, under a heading of the page. */
    static Written of(String heading, String markdown) {
      return new Written(
          heading,
          Markdown.under(3, Words.beginning(markdown, MOST)),
          markdown.length() > MOST
              ? "The first %s of %s characters; the envelope has all."
                  .formatted(Words.count(MOST), Words.count(markdown.length()))
              : "");
    }
  }

  /**
   * A result, its digits as signed.
   *
   * @param benchmark id, with its task
   * @param href of the benchmark's page
   * @param metric name
   * @param value as signed
   * @param stderr as signed; empty where not given
   * @param items scored; empty where not known
   * @param standing word; empty where it is not known here
   * @param isFlagged whether its verdict is one to look at
   * @param isVoid whether it was taken back
   * @param settings name of them
   * @param settingsHref their place on this page
   */
  public record Row(
      String benchmark,
      String href,
      String metric,
      String value,
      String stderr,
      String items,
      String standing,
      boolean isFlagged,
      boolean isVoid,
      String settings,
      String settingsHref) {}

  /**
   * How results were got.
   *
   * @param id of the place on the page
   * @param name in the statement
   * @param facts that it holds
   */
  public record Settings(String id, String name, List<Fact> facts) {
    public Settings {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Something stated.
   *
   * @param name of it
   * @param value of it
   */
  public record Fact(String name, String value) {}

  /**
   * Its place in the log.
   *
   * @param figure the path to the root, SVG
   * @param tree entries of the tree
   * @param size the same in words
   * @param origin the log's name
   * @param witnessed who saw the head
   * @param leafHash 64 hexadecimal digits
   * @param key verifier key of the log
   */
  public record Proof(
      String figure,
      long tree,
      String size,
      String origin,
      String witnessed,
      String leafHash,
      String key) {}

  /**
   * Another version of one of its results.
   *
   * @param entry in words
   * @param href of its page
   * @param what of it
   */
  public record Version(String entry, String href, String what) {}

  /**
   * How the run is repeated.
   *
   * @param commands for a shell
   * @param isKnown whether commands of its harness are known
   * @param blanks what is to be filled in
   * @param notes what to look at besides
   */
  public record Run(String commands, boolean isKnown, List<String> blanks, List<String> notes) {
    public Run {
      blanks = List.copyOf(blanks);
      notes = List.copyOf(notes);
    }
  }
}
