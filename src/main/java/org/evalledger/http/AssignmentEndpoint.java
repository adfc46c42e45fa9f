package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling;
import org.evalledger.registry.Registry;
import org.evalledger.review.Assigned;
import org.evalledger.review.Assignments;
import org.evalledger.review.CaseAssignment;
import org.evalledger.review.Who;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Typ;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Role;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.SignedRequests;
import org.jspecify.annotations.Nullable;

/** Who works on which case. Nothing of it enters the log. */
@Controller("/v1/cases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "cases")
final class AssignmentEndpoint {
  private static final int MOST = 200;
  private static final Set<String> MEMBERS = Set.of("action", "cases");

  private final Assignments assignments;
  private final SignedRequests requests;
  private final Registry registry;

  AssignmentEndpoint(Assignments assignments, SignedRequests requests, Registry registry) {
    this.assignments = assignments;
    this.requests = requests;
    this.registry = registry;
  }

  /**
   * What became of one case.
   *
   * @param id of the case
   * @param outcome assigned, taken, decided, own-organisation or missing
   * @param assignment who works on it; null for nobody
   */
  @Serdeable
  @Schema(name = "AssignmentOutcome")
  record AssignmentOutcomeResponse(
      String id, String outcome, @Nullable CaseAssignment assignment) {}

  /**
   * What became of each case.
   *
   * @param items in the order of the request
   */
  @Serdeable
  @Schema(name = "AssignmentOutcomes")
  record AssignmentOutcomesResponse(List<AssignmentOutcomeResponse> items) {}

  /** A reviewer takes a case. */
  @Put("/{id}/assignment")
  @Consumes({SubmissionEndpoint.JOSE, SubmissionEndpoint.JOSE_JSON})
  @Operation(
      operationId = "assignCase",
      summary = "Work on a case",
      description =
          "A JWS with `typ` `evalledger-case-assignment+json` by a registered reviewer's key over"
              + " `{ledgers, submitter, issuedAt, action, cases}`: `action` is `assign`, `cases` an"
              + " array of this case's id. Again by the same reviewer it is prolonged.")
  @Parameters.SignedRequest
  @ApiResponse(
      responseCode = "200",
      description = "The reviewer works on it, for a week unless the operator set another time.",
      content = @Content(schema = @Schema(implementation = CaseAssignment.class)))
  @Responses.OfNothing
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> assign(@Parameters.Case @PathVariable String id, HttpRequest<byte[]> request) {
    return answer(
        request,
        "assign",
        Optional.of(id),
        (who, ids) -> single(assignments.assign(who, ids.getFirst())));
  }

  private static HttpResponse<?> single(Assigned assigned) {
    return switch (assigned) {
      case Assigned.Theirs(var assignment) -> HttpResponse.ok(assignment);
      case Assigned.Missing missing ->
          ProblemResponses.of(ProblemType.NOT_FOUND, "There is no such case.");
      case Assigned.Taken(var other) ->
          ProblemResponses.of(
              ProblemType.CONFLICT,
              "%s works on it until %s.".formatted(other.assignee(), other.until()));
      case Assigned.Decided decided ->
          ProblemResponses.of(ProblemType.CONFLICT, "The case is decided.");
      case Assigned.Interested(var parties) ->
          ProblemResponses.of(
              ProblemType.FORBIDDEN,
              "A reviewer does not work on its own organisation's case; this one concerns "
                  + parties
                  + ".");
    };
  }

  /** A reviewer gives a case back. */
  @Delete("/{id}/assignment")
  @Consumes({SubmissionEndpoint.JOSE, SubmissionEndpoint.JOSE_JSON})
  @Operation(
      operationId = "releaseCase",
      summary = "Work on a case no longer",
      description = "As taking it, with `action` `release`.")
  @Parameters.SignedRequest
  @ApiResponse(responseCode = "204", description = "The reviewer does not work on it.")
  @Responses.OfRefusal
  HttpResponse<?> release(@Parameters.Case @PathVariable String id, HttpRequest<byte[]> request) {
    return answer(
        request,
        "release",
        Optional.of(id),
        (who, ids) -> {
          assignments.release(who, ids.getFirst());
          return HttpResponse.noContent();
        });
  }

  /** A reviewer takes many cases. */
  @Post("/assignments")
  @Consumes({SubmissionEndpoint.JOSE, SubmissionEndpoint.JOSE_JSON})
  @Operation(
      operationId = "assignCases",
      summary = "Work on up to 200 cases",
      description =
          "As for one case, with up to 200 ids in `cases`; one"
              + " that cannot be had spoils no other.")
  @Parameters.SignedRequest
  @ApiResponse(
      responseCode = "200",
      description = "What became of each.",
      content = @Content(schema = @Schema(implementation = AssignmentOutcomesResponse.class)))
  @Responses.OfRefusal
  HttpResponse<?> assignAll(HttpRequest<byte[]> request) {
    return answer(
        request,
        "assign",
        Optional.empty(),
        (who, ids) ->
            HttpResponse.ok(
                new AssignmentOutcomesResponse(
                    ids.stream().map(id -> outcome(id, assignments.assign(who, id))).toList())));
  }

  private static AssignmentOutcomeResponse outcome(CaseId id, Assigned assigned) {
    return switch (assigned) {
      case Assigned.Theirs(var assignment) -> outcome(id, "assigned", assignment);
      case Assigned.Taken(var assignment) -> outcome(id, "taken", assignment);
      case Assigned.Missing missing -> outcome(id, "missing", null);
      case Assigned.Decided decided -> outcome(id, "decided", null);
      case Assigned.Interested interested -> outcome(id, "own-organisation", null);
    };
  }

  private static AssignmentOutcomeResponse outcome(
      CaseId id, String outcome, @Nullable CaseAssignment assignment) {
    return new AssignmentOutcomeResponse(id.toString(), outcome, assignment);
  }

  private HttpResponse<?> answer(
      HttpRequest<byte[]> request,
      String action,
      Optional<String> only,
      BiFunction<Who, List<CaseId>, HttpResponse<?>> deed) {
    Optional<EnvelopeFormat> format =
        SubmissionEndpoint.format(request).filter(form -> form != EnvelopeFormat.DSSE);
    if (format.isEmpty()) {
      return SubmissionEndpoint.unsupported(request);
    }
    return switch (requests.read(
        Typ.CASE_ASSIGNMENT, format.get(), SubmissionEndpoint.envelope(request), MEMBERS)) {
      case SignedRequests.Refused(var outcome) -> SubmissionEndpoint.response(outcome);
      case SignedRequests.Signed signed -> answer(signed, action, only, deed);
    };
  }

  private HttpResponse<?> answer(
      SignedRequests.Signed signed,
      String action,
      Optional<String> only,
      BiFunction<Who, List<CaseId>, HttpResponse<?>> deed) {
    if (!registry.now().has(signed.submitter(), Role.REVIEWER)) {
      return refused(new Ruling.Forbidden("Only a reviewer works on cases."));
    }
    var faults = new ArrayList<>(signed.faults());
    if (!SignedRequests.text(signed.asked().get("action")).equals(action)) {
      faults.add(new Fault("/action", "Want \"" + action + "\" here."));
    }
    List<CaseId> ids = ids(SignedRequests.texts(signed.asked().get("cases")), only, faults);
    return faults.isEmpty()
        ? deed.apply(Who.of(registry.now(), signed.submitter()), ids)
        : refused(new Ruling.Invalid(faults));
  }

  private static List<CaseId> ids(List<String> asked, Optional<String> only, List<Fault> faults) {
    if (asked.isEmpty() || asked.size() > MOST) {
      faults.add(new Fault("/cases", "Want 1 to " + MOST + " ids of cases."));
      return List.of();
    }
    if (only.isPresent() && !asked.equals(List.of(only.get()))) {
      faults.add(new Fault("/cases", "Want the id of this case alone."));
    }
    var ids = new ArrayList<CaseId>();
    for (int i = 0; i < asked.size(); i++) {
      Optional<CaseId> id = CaseId.parse(asked.get(i));
      id.ifPresent(ids::add);
      if (id.isEmpty()) {
        faults.add(new Fault("/cases/" + i, "Want a case such as \"42-suspicion\"."));
      }
    }
    return ids;
  }

  private static HttpResponse<?> refused(Ruling.Refusal refusal) {
    return SubmissionEndpoint.response(new Outcome.Refused(refusal));
  }
}
