package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.evalledger.access.Identity;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.LogEntry;
import org.evalledger.review.ReportCount;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;

/** A form's report as the statement that it is. */
@Singleton
final class Reports {
  private final ServiceVoice voice;
  private final ReportCount counted;

  Reports(ServiceVoice voice, ReportCount counted) {
    this.voice = voice;
    this.counted = counted;
  }

  /** Reports what {@code form} says on {@code entry}, for {@code person}. */
  Taken take(Identity person, LogEntry entry, PostedForm form) {
    if (form.one("kind").isEmpty()) {
      return new Taken.Refused(422, "Choose what is wrong.");
    }
    String text = form.one("text").replace("\r\n", "\n").strip();
    if (text.isEmpty()) {
      return new Taken.Refused(422, "Say what you saw.");
    }
    if (!counted.count(person.subjectDigest())) {
      return new Taken.Refused(
          429, "At most %d reports a day each; come back tomorrow.".formatted(ReportCount.MAX));
    }
    var members =
        Json.object()
            .put(
                "entry",
                Json.object()
                    .put("index", entry.index())
                    .put("leafHash", entry.leafHash().hex())
                    .build())
            .put("kind", form.one("kind"))
            .put("text", text);
    List<Json> results = results(form);
    if (!results.isEmpty()) {
      members.put("results", Json.of(results));
    }
    List<String> links = links(form);
    if (!links.isEmpty()) {
      members.put("links", Json.ofStrings(links));
    }
    return counted(person, members.build());
  }

  /** What became of a report that was counted; it counts no more where it is not taken. */
  private Taken counted(Identity person, JsonObject members) {
    boolean taken = false;
    try {
      Outcome outcome = voice.speak(Optional.of(person.asAnybody()), StatementType.REPORT, members);
      taken = outcome instanceof Outcome.Accepted;
      return Taken.of(outcome, " is your report on it already; it waits for a reviewer.");
    } finally {
      if (!taken) {
        counted.giveBack(person.subjectDigest());
      }
    }
  }

  private static List<Json> results(PostedForm form) {
    return form.all("results").stream()
        .map(text -> Parsed.of(() -> Integer.valueOf(text)))
        .<Json>map(read -> Json.of(read instanceof Parsed.Value<Integer>(var number) ? number : -1))
        .toList();
  }

  private static List<String> links(PostedForm form) {
    return form.one("links").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
