package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.ReportChallenges;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;
import org.evalledger.submission.SignedRequests;

/** Takes reports that nobody signs, once their sender has worked for it. */
@Singleton
final class AnonymousReports {
  private static final Set<String> MEMBERS =
      Set.of("leafHash", "results", "kind", "text", "links", "challenge", "nonce");

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
    return switch (PlainBody.read(request, MEMBERS)) {
      case PlainBody.Refused(var problem) -> problem;
      case PlainBody.Said(var said) -> report(index, said);
    };
  }

  private HttpResponse<?> report(long index, JsonObject said) {
    String challenge = text(said, "challenge");
    if (!challenges.solves(challenge, text(said, "nonce"), index)) {
      return ProblemResponses.of(
          ProblemType.FORBIDDEN,
          "The nonce does not solve an unused challenge; ask for one at POST"
              + " /v1/reports/challenge.");
    }
    boolean taken = false;
    try {
      Outcome outcome =
          voice.speak(Optional.empty(), StatementType.REPORT, SpokenStatements.about(index, said));
      taken = outcome instanceof Outcome.Accepted;
      return SubmissionEndpoint.response(outcome);
    } finally {
      if (!taken) {
        challenges.giveBack(challenge);
      }
    }
  }

  private static String text(JsonObject said, String member) {
    return SignedRequests.text(said.get(member));
  }
}
