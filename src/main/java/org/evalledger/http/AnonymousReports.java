package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.review.ReportChallenges;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;
import org.evalledger.submission.SignedRequests;

/** Takes reports that nobody signs, once their sender has worked for it. */
@Singleton
final class AnonymousReports {
  /** Bytes of such a report, at most. */
  static final int MAX_BYTES = 65_536;

  private static final Set<String> SAID = Set.of("results", "kind", "text", "links");
  private static final Set<String> PROOF = Set.of("leafHash", "challenge", "nonce");

  private final ReportChallenges challenges;
  private final ServiceVoice voice;

  AnonymousReports(ReportChallenges challenges, ServiceVoice voice) {
    this.challenges = challenges;
    this.voice = voice;
  }

  boolean open() {
    return challenges.open();
  }

  HttpResponse<?> report(long index, HttpRequest<byte[]> request) {
    Bytes body = SubmissionEndpoint.envelope(request);
    if (body.length() > MAX_BYTES) {
      return ProblemResponses.of(Problem.tooLarge(MAX_BYTES, "Say it shorter."));
    }
    if (!(JsonReader.read(body) instanceof JsonReader.Value(JsonObject object))) {
      return ProblemResponses.of(ProblemType.MALFORMED, "Want a JSON object.");
    }
    List<Fault> unknown =
        new TreeSet<>(object.members().keySet())
            .stream()
                .filter(name -> !SAID.contains(name) && !PROOF.contains(name))
                .map(
                    name ->
                        new Fault(
                            Fault.child("", name), "No such member is known here; remove it."))
                .toList();
    if (!unknown.isEmpty()) {
      return ProblemResponses.of(
          Problem.of(ProblemType.INVALID, "Some members are not known.", unknown));
    }
    String challenge = SignedRequests.text(object.get("challenge"));
    String nonce = SignedRequests.text(object.get("nonce"));
    if (!challenges.solves(challenge, nonce, index)) {
      return ProblemResponses.of(
          ProblemType.FORBIDDEN,
          "The nonce does not solve an unused challenge; ask for one at POST"
              + " /v1/reports/challenge.");
    }
    boolean taken = false;
    try {
      Outcome outcome = said(index, object);
      taken = outcome instanceof Outcome.Accepted;
      return SubmissionEndpoint.response(outcome);
    } finally {
      if (!taken) {
        challenges.giveBack(challenge);
      }
    }
  }

  private Outcome said(long index, JsonObject object) {
    var members =
        Json.object()
            .put(
                "entry",
                Json.object()
                    .put("index", index)
                    .putIfPresent("leafHash", object.get("leafHash"))
                    .build());
    SAID.stream().sorted().forEach(name -> members.putIfPresent(name, object.get(name)));
    return voice.speak(Optional.empty(), StatementType.REPORT, members.build());
  }
}
