package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evalledger.access.Identity;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ruling;
import org.evalledger.log.LogReader;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Role;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;

/** A form's decision as the statement that it is. */
@Singleton
final class Decisions {
  private final ServiceVoice voice;
  private final LogReader log;

  Decisions(ServiceVoice voice, LogReader log) {
    this.voice = voice;
    this.log = log;
  }

  /** What became of a decision. */
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
  }

  /** Says what {@code form} has on a case, for {@code reviewer}. */
  Taken take(Identity reviewer, CaseId about, PostedForm form) {
    if (form.one("outcome").isEmpty()) {
      return new Taken.Refused(422, "Choose one of the four decisions.");
    }
    var members =
        Json.object()
            .put("case", ServiceVoice.about(about, leafHash(about.opening().value())))
            .put("outcome", form.one("outcome"))
            .put("checks", Json.ofStrings(form.all("checks")))
            .put("rationale", form.one("rationale").replace("\r\n", "\n").strip());
    if (!form.one("supersedes").isEmpty()) {
      Optional<Json> earlier = entry(form.one("supersedes"));
      if (earlier.isEmpty()) {
        return new Taken.Refused(422, "There is no such entry for this to take the place of.");
      }
      members.put("supersedes", earlier.get());
    }
    return taken(
        voice.speak(
            Optional.of(reviewer.as(Role.REVIEWER)), StatementType.DECISION, members.build()));
  }

  private Json leafHash(long index) {
    return log.entry(index)
        .<Json>map(entry -> Json.of(entry.leafHash().hex()))
        .orElseGet(Json::ofNull);
  }

  private Optional<Json> entry(String text) {
    return Parsed.of(() -> Long.valueOf(text)) instanceof Parsed.Value<Long>(var index)
        ? log.entry(index)
            .map(
                entry ->
                    Json.object()
                        .put("index", entry.index())
                        .put("leafHash", entry.leafHash().hex())
                        .build())
        : Optional.empty();
  }

  private static Taken taken(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer) -> new Taken.Entered(answer.index().value());
      case Outcome.Known(var answer) -> new Taken.Entered(answer.index().value());
      case Outcome.Checked checked -> new Taken.Refused(500, "It was checked and not sent.");
      case Outcome.Malformed(var faults) -> new Taken.Refused(422, told(faults));
      case Outcome.TooLarge(var limit) ->
          new Taken.Refused(413, "It is longer than " + limit + " bytes.");
      case Outcome.Unauthorised(var detail) -> new Taken.Refused(401, detail);
      case Outcome.Refused(var refusal) -> refused(refusal);
      case Outcome.NotOpened none -> new Taken.Refused(503, "The ledger is not open yet.");
      case Outcome.Overloaded busy ->
          new Taken.Refused(503, "The service is busy. Nothing was sent; try again in a moment.");
    };
  }

  private static Taken refused(Ruling.Refusal refusal) {
    return switch (refusal) {
      case Ruling.Unauthorised unauthorised -> new Taken.Refused(401, unauthorised.detail());
      case Ruling.Forbidden(var detail) -> new Taken.Refused(403, detail);
      case Ruling.Invalid(var faults) -> new Taken.Refused(422, told(faults));
      case Ruling.Conflict(var clashes) ->
          new Taken.Refused(
              409,
              "Entry "
                  + clashes.stream()
                      .map(clash -> Words.count(clash.index()))
                      .distinct()
                      .collect(Collectors.joining(", "))
                  + " says something on this case already. To change it, say that this takes its"
                  + " place.");
    };
  }

  private static String told(List<Fault> faults) {
    return faults.stream().map(Fault::detail).distinct().collect(Collectors.joining(" "));
  }
}
