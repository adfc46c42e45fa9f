package org.evalledger.web;

import java.util.List;
import java.util.Set;

/**
 * The form in which a reviewer decides.
 *
 * @param visitor who looks
 * @param action where it is sent
 * @param through the newest entry whose results the page shows
 * @param checks that a decision may answer
 * @param takesPlaceOf entries that the word may take the place of, the one proposed first
 * @param outcome that was chosen; empty for none
 * @param answered checks that were chosen
 * @param rationale that was written
 * @param refusal why it was not taken; empty for none
 * @param template of a statement, for a reviewer with a key of its own
 * @param command that sends it
 */
public record DecisionView(
    VisitorView visitor,
    String action,
    long through,
    List<CheckView> checks,
    List<Long> takesPlaceOf,
    String outcome,
    Set<String> answered,
    String rationale,
    String refusal,
    String template,
    String command) {
  public DecisionView {
    checks = List.copyOf(checks);
    takesPlaceOf = List.copyOf(takesPlaceOf);
    answered = Set.copyOf(answered);
  }

  /**
   * A decision one may take.
   *
   * @param word in the statement
   * @param name on the page
   * @param consequence of it
   */
  public record Choice(String word, String name, String consequence) {}

  /** All of them; none is chosen beforehand. */
  public List<Choice> choices() {
    return List.of(
        new Choice("cleared", "Cleared", "The number stands as it is."),
        new Choice("needs-evidence", "Needs evidence", "Asks the lab; waits for its answer."),
        new Choice(
            "needs-reproduction",
            "Needs reproduction",
            "Asks somebody else to run it; stays under review."),
        new Choice("confirmed", "Confirmed", "The claim does not hold. Needs a second reviewer."));
  }
}
