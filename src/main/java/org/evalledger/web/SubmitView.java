package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows what a file would say in the ledger, before anybody signs it.
 *
 * @param origin of the ledger
 * @param address of the service, for commands
 * @param upstream address of the ledger that this is a mirror of; empty where it is none
 * @param most bytes that are taken, in words
 * @param limit the same as a number
 * @param typed what was typed into the first form: submitter, model, revision, parameters
 * @param troubles why a file cannot be shown, each a sentence
 * @param sheet what would be sent; null before a file is chosen or where none can be read
 * @param commands to sign it elsewhere
 */
public record SubmitView(
    String origin,
    String address,
    String upstream,
    String most,
    long limit,
    List<Field> typed,
    List<String> troubles,
    @Nullable Sheet sheet,
    Commands commands) {
  public SubmitView {
    typed = List.copyOf(typed);
    troubles = List.copyOf(troubles);
  }

  /**
   * A field of a form.
   *
   * @param id of it
   * @param label before it
   * @param hint in it while it is empty
   * @param value in it
   * @param isWhole whether it takes a whole number
   * @param fault what is wrong with it; empty for nothing
   */
  public record Field(
      String id, String label, String hint, String value, boolean isWhole, String fault) {
    /** With the sender's own words in it. */
    Field saying(String text) {
      return new Field(id, label, hint, text, isWhole, fault);
    }
  }

  /**
   * A statement.
   *
   * @param file it was read from
   * @param place its zero-based position among those that were read
   * @param all each of them, in a few words
   * @param carried all of them, for the page to send back
   * @param payload the exact text that is signed
   * @param isSound whether nothing but a signature is missing
   * @param isWarned whether the check says that something is flagged or inconsistent
   * @param submitter who says it; empty while nobody does
   * @param conclusion in a sentence
   * @param reason in another
   * @param faults what keeps it out
   * @param clashes what stands already
   * @param mendings what can be done about those at once
   * @param authority why nobody may sign it by now; empty for nothing
   * @param fields to be filled in
   * @param results in their order
   * @param more what stands behind them, in words
   * @param judged checks
   * @param said all else that it states
   * @param settings of its results
   * @param left numbers of the file that are in no statement
   * @param why the same in words; empty for none
   */
  public record Sheet(
      String file,
      int place,
      List<String> all,
      String carried,
      String payload,
      boolean isSound,
      boolean isWarned,
      String submitter,
      String conclusion,
      String reason,
      List<Fault> faults,
      List<Clash> clashes,
      List<Mending> mendings,
      String authority,
      List<Field> fields,
      List<Row> results,
      String more,
      List<EntryView.Judged> judged,
      List<EntryView.Fact> said,
      List<EntryView.Settings> settings,
      List<Left> left,
      String why) {
    public Sheet {
      all = List.copyOf(all);
      faults = List.copyOf(faults);
      clashes = List.copyOf(clashes);
      mendings = List.copyOf(mendings);
      fields = List.copyOf(fields);
      results = List.copyOf(results);
      judged = List.copyOf(judged);
      said = List.copyOf(said);
      settings = List.copyOf(settings);
      left = List.copyOf(left);
    }
  }

  /**
   * A fault.
   *
   * @param where in words
   * @param pointer into the statement
   * @param detail what is wrong and how to mend it
   * @param field in which it is mended; null for none
   */
  public record Fault(String where, String pointer, String detail, @Nullable String field) {}

  /**
   * Something that stands already.
   *
   * @param what would be said
   * @param word what stands: the same or another value
   * @param entry where it stands
   */
  public record Clash(String what, String word, Link entry) {}

  /**
   * Something to be done about faults or clashes.
   *
   * @param act its name in the form
   * @param words on its button
   */
  public record Mending(String act, String words) {}

  /**
   * A result with what the check says of it.
   *
   * @param row as it would be signed
   * @param verdict of the check; empty where there is none
   */
  public record Row(EntryView.Row row, String verdict) {}

  /**
   * A number that is left.
   *
   * @param what it is, and where
   * @param why it is left
   */
  public record Left(String what, String why) {}

  /**
   * Commands for a key that lies elsewhere.
   *
   * @param statement sends the statement that is shown
   * @param file sends the file as it is
   * @param apart signs on a machine without network
   * @param key makes a key and asks for its registration
   */
  public record Commands(String statement, String file, String apart, String key) {}
}
