package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evalledger.access.Identity;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.ReportCount;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.OnBehalfOf;
import org.evalledger.statement.Role;
import org.evalledger.statement.StatementType;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.ServiceVoice;
import org.evalledger.submission.SignedRequests;

/** What people say who are signed in: the service writes the statement, and whose word it is. */
@Singleton
final class SpokenStatements {
  private static final Set<String> DECISION =
      Set.of("leafHash", "outcome", "rationale", "checks", "through", "supersedes");
  private static final Set<String> ANSWER = Set.of("leafHash", "type", "text");
  private static final Set<String> REPORT = Set.of("leafHash", "results", "kind", "text", "links");

  private final ServiceVoice voice;
  private final ReportCount reports;

  SpokenStatements(ServiceVoice voice, ReportCount reports) {
    this.voice = voice;
    this.reports = reports;
  }

  /** A reviewer's decision. */
  HttpResponse<?> decision(Identity reviewer, CaseId about, HttpRequest<byte[]> request) {
    return switch (PlainBody.read(request, DECISION)) {
      case PlainBody.Refused(var problem) -> problem;
      case PlainBody.Said(var said) ->
          speak(reviewer.as(Role.REVIEWER), StatementType.DECISION, on(about, said));
    };
  }

  /** What the lab says to it: an answer, or an appeal. */
  HttpResponse<?> answer(Identity lab, CaseId about, HttpRequest<byte[]> request) {
    return switch (PlainBody.read(request, ANSWER)) {
      case PlainBody.Refused(var problem) -> problem;
      case PlainBody.Said(var said) ->
          switch (SignedRequests.text(said.get("type"))) {
            case "answer" -> speak(lab.as(Role.SUBMITTER), StatementType.ANSWER, on(about, said));
            case "appeal" -> speak(lab.as(Role.SUBMITTER), StatementType.APPEAL, on(about, said));
            default ->
                ProblemResponses.of(
                    Problem.of(
                        ProblemType.INVALID,
                        "The type is missing.",
                        List.of(new Fault("/type", "Want \"answer\" or \"appeal\"."))));
          };
    };
  }

  /** A report of anybody who is signed in. */
  HttpResponse<?> report(Identity person, long index, HttpRequest<byte[]> request) {
    return switch (PlainBody.read(request, REPORT)) {
      case PlainBody.Refused(var problem) -> problem;
      case PlainBody.Said(var said) ->
          reports.count(person.subjectDigest())
              ? counted(person, about(index, said))
              : ProblemResponses.of(
                  ProblemType.TOO_MANY,
                  "At most %d reports a day each.".formatted(ReportCount.MAX));
    };
  }

  /** A report that was counted; it counts no more where it is not taken. */
  private HttpResponse<?> counted(Identity person, JsonObject members) {
    boolean taken = false;
    try {
      Outcome outcome = voice.speak(Optional.of(person.asAnybody()), StatementType.REPORT, members);
      taken = outcome instanceof Outcome.Accepted;
      return SubmissionEndpoint.response(outcome);
    } finally {
      if (!taken) {
        reports.giveBack(person.subjectDigest());
      }
    }
  }

  private HttpResponse<?> speak(OnBehalfOf person, StatementType type, JsonObject members) {
    return SubmissionEndpoint.response(voice.speak(Optional.of(person), type, members));
  }

  /** The members of a statement about a case, of which the path names all but the leaf hash. */
  private static JsonObject on(CaseId about, JsonObject said) {
    return statement("case", ServiceVoice.about(about, said.get("leafHash")), said, "type");
  }

  /** The members of a report, of which the path names the entry. */
  static JsonObject about(long index, JsonObject said) {
    return statement("entry", entry(index, said), said, "challenge", "nonce");
  }

  private static JsonObject entry(long index, JsonObject said) {
    return Json.object().put("index", index).putIfPresent("leafHash", said.get("leafHash")).build();
  }

  private static JsonObject statement(
      String name, JsonObject subject, JsonObject said, String... leftOut) {
    var members = Json.object().put(name, subject);
    var kept = new TreeSet<>(said.members().keySet());
    kept.remove("leafHash");
    kept.removeAll(Set.of(leftOut));
    kept.forEach(member -> members.putIfPresent(member, said.get(member)));
    return members.build();
  }
}
