package org.evalledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of a case.
 *
 * @param id of it
 * @param href of this page
 * @param state in words, for the way back
 * @param stateHref of the list of cases in that state
 * @param said what became of what was sent last; empty for nothing
 * @param previous address of the case before it in the inbox; null for none
 * @param next address of the one behind it, or of the first that waits; null for none
 * @param about what it is about, behind the id
 * @param facts in short, under the title
 * @param standing what it makes of its results; empty for nothing
 * @param conclusion the claim and what else is known
 * @param reason the rest of it
 * @param entryHref of the result's entry; empty for none
 * @param bySize picture of the claim among models of its size; empty for none
 * @param byProfile picture of the claim against its other scores; empty for none
 * @param picturesNote what they rest on, or why there are none
 * @param checks of the most suspicious result
 * @param results all that it is about, 200 at most
 * @param settings beside those of the neighbours
 * @param answers of the lab
 * @param noAnswer what is said where there is none
 * @param history what was said on it, the newest last
 * @param others versions and what others got
 * @param form for a decision; null where nobody can decide here now
 * @param similar decided cases of the same kind
 * @param related undecided cases about the same namespace
 * @param record of the submitter and the owner, in sentences
 * @param json address of all of it in figures
 */
public record CaseView(
    String id,
    String href,
    String state,
    String stateHref,
    String said,
    @Nullable String previous,
    @Nullable String next,
    String about,
    List<String> facts,
    String standing,
    String conclusion,
    String reason,
    String entryHref,
    String bySize,
    String byProfile,
    String picturesNote,
    List<CheckView> checks,
    List<Result> results,
    List<Setting> settings,
    List<Said> answers,
    String noAnswer,
    List<Said> history,
    List<Result> others,
    DecisionView form,
    List<Other> similar,
    List<Other> related,
    List<String> record,
    String json) {
  public CaseView {
    facts = List.copyOf(facts);
    checks = List.copyOf(checks);
    results = List.copyOf(results);
    settings = List.copyOf(settings);
    answers = List.copyOf(answers);
    history = List.copyOf(history);
    others = List.copyOf(others);
    similar = List.copyOf(similar);
    related = List.copyOf(related);
    record = List.copyOf(record);
  }

  /**
   * A result.
   *
   * @param model of it
   * @param modelHref of that
   * @param about benchmark, task and metric
   * @param value as it was signed
   * @param suspicion in figures
   * @param verdict on it
   * @param submitter who says so
   * @param entry its entry's number
   * @param entryHref of that
   */
  public record Result(
      String model,
      String modelHref,
      String about,
      String value,
      String suspicion,
      String verdict,
      String submitter,
      String entry,
      String entryHref) {}

  /**
   * A setting.
   *
   * @param name of it
   * @param value of the claim
   * @param isUnknown whether that is not known
   * @param neighbours what they have, and how many
   * @param differs in a word
   */
  public record Setting(
      String name, String value, boolean isUnknown, String neighbours, String differs) {}

  /**
   * Something said.
   *
   * @param glyph shape before it, as SVG; empty for none
   * @param who said it
   * @param what kind it is, in words
   * @param text of it; null where there is none, or it was erased
   * @param isErased whether a takedown took the text
   * @param checks that it answers, in words; empty for none
   * @param links beside it
   * @param superseded by which entry, in words; empty while it stands
   * @param when it came
   * @param entry its number
   * @param entryHref of that
   */
  public record Said(
      String glyph,
      String who,
      String what,
      @Nullable String text,
      boolean isErased,
      String checks,
      List<Link> links,
      String superseded,
      String when,
      String entry,
      String entryHref) {
    public Said {
      links = List.copyOf(links);
    }
  }

  /**
   * Another case.
   *
   * @param text its name
   * @param href of it
   * @param words about it
   * @param outcome of it; empty while there is none
   */
  public record Other(String text, String href, String words, String outcome) {}
}
