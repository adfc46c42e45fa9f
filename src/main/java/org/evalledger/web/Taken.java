package org.evalledger.web;

import java.util.List;
import java.util.stream.Collectors;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling;
import org.evalledger.submission.Outcome;

/** What became of a form that was sent, once the service had said it through the one door. */
sealed interface Taken {
  /**
   * It is in the log.
   *
   * @param index of its entry
   */
  record Entered(long index) implements Taken {}

  /**
   * It is not.
   *
   * @param status of the answer
   * @param why in a sentence
   */
  record Refused(int status, String why) implements Taken {}

  /**
   * What {@code outcome} means for who sent the form.
   *
   * @param clash what is wrong where other entries stand in its way, behind their numbers
   */
  static Taken of(Outcome outcome, String clash) {
    return switch (outcome) {
      case Outcome.Accepted(var answer) -> new Entered(answer.index().value());
      case Outcome.Known(var answer) -> new Entered(answer.index().value());
      case Outcome.Checked checked -> new Refused(500, "It was checked and not sent.");
      case Outcome.Malformed(var faults) -> new Refused(422, told(faults));
      case Outcome.TooLarge(var limit) ->
          new Refused(413, "It is longer than " + limit + " bytes.");
      case Outcome.Unauthorised(var detail) -> new Refused(401, detail);
      case Outcome.Refused(var refusal) -> refused(refusal, clash);
      case Outcome.NotOpened none -> new Refused(503, "The ledger is not open yet.");
      case Outcome.Overloaded busy ->
          new Refused(503, "The service is busy. Nothing was sent; try again in a moment.");
    };
  }

  private static Taken refused(Ruling.Refusal refusal, String clash) {
    return switch (refusal) {
      case Ruling.Unauthorised unauthorised -> new Refused(401, unauthorised.detail());
      case Ruling.Forbidden(var detail) -> new Refused(403, detail);
      case Ruling.Invalid(var faults) -> new Refused(422, told(faults));
      case Ruling.Conflict(var clashes) ->
          new Refused(
              409,
              "Entry "
                  + clashes.stream()
                      .map(one -> Words.count(one.index()))
                      .distinct()
                      .collect(Collectors.joining(", "))
                  + clash);
    };
  }

  private static String told(List<Fault> faults) {
    return faults.stream().map(Fault::detail).distinct().collect(Collectors.joining(" "));
  }
}
