package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.evalledger.access.Identity;
import org.evalledger.bytes.Parsed;
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
  /** The page that tells it shows them, and its form names them. */
  private static final String GROWN =
      "Results joined this case since you opened it. Weigh them too, and sign again.";

  private final ServiceVoice voice;
  private final LogReader log;

  Decisions(ServiceVoice voice, LogReader log) {
    this.voice = voice;
    this.log = log;
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
    if (!form.one("through").isEmpty()) {
      Parsed<Long> through = Parsed.of(() -> Long.valueOf(form.one("through")));
      if (!(through instanceof Parsed.Value<Long>(var index))) {
        return new Taken.Refused(422, GROWN);
      }
      members.put("through", index);
    }
    return taken(
        voice.speak(
            Optional.of(reviewer.as(Role.REVIEWER)), StatementType.DECISION, members.build()));
  }

  private static Taken taken(Outcome outcome) {
    if (outcome instanceof Outcome.Refused(Ruling.Invalid(var faults))
        && faults.stream().anyMatch(fault -> fault.pointer().equals("/through"))) {
      return new Taken.Refused(422, GROWN);
    }
    return Taken.of(
        outcome,
        " says something on this case already. To change it, say that this takes its place.");
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
}
