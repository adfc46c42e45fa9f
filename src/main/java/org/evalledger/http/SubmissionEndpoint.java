package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.http.SubmissionResponse.CheckResponse;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.record.Relation;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;

/** The one door. */
@Controller("/v1/submissions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "submissions")
final class SubmissionEndpoint {
  /** JWS compact serialization. */
  static final String JOSE = "application/jose";

  /** JWS JSON serialization. */
  static final String JOSE_JSON = "application/jose+json";

  /** DSSE around an in-toto Statement. */
  static final String DSSE = "application/vnd.dsse.envelope.v1+json";

  private final Submissions submissions;

  SubmissionEndpoint(Submissions submissions) {
    this.submissions = submissions;
  }

  /** Submits one signed statement; answers once it is durable and in the log. */
  @Post
  @Consumes({JOSE, JOSE_JSON, DSSE})
  @Operation(operationId = "submit", summary = "Submit one signed statement")
  @ApiResponse(
      responseCode = "201",
      description = "It is in the log, durably.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The same bytes were in the log already: the first answer again.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @Parameters.Envelope
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> submit(HttpRequest<byte[]> request) {
    Optional<EnvelopeFormat> format = format(request);
    return format.isEmpty()
        ? unsupported(request)
        : response(submissions.submit(format.get(), envelope(request)));
  }

  /** What submitting would answer; nothing is stored. */
  @Post("/check")
  @Consumes({JOSE, JOSE_JSON, DSSE})
  @Operation(operationId = "check", summary = "Check one signed statement without storing it")
  @ApiResponse(
      responseCode = "200",
      description = "It would be accepted.",
      content = @Content(schema = @Schema(implementation = CheckResponse.class)))
  @Parameters.Envelope
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> check(HttpRequest<byte[]> request) {
    Optional<EnvelopeFormat> format = format(request);
    return format.isEmpty()
        ? unsupported(request)
        : response(submissions.check(format.get(), envelope(request)));
  }

  /** How the body is to be read. */
  static Optional<EnvelopeFormat> format(HttpRequest<?> request) {
    return request.getContentType().map(MediaType::getName).flatMap(EnvelopeFormat::ofMediaType);
  }

  /** The exact bytes; none at all are an envelope that cannot be read. */
  static Bytes envelope(HttpRequest<byte[]> request) {
    return request.getBody().map(Bytes::copyOf).orElse(Bytes.copyOf(new byte[0]));
  }

  static HttpResponse<?> unsupported(HttpRequest<?> request) {
    String got = request.getContentType().map(MediaType::toString).orElse("no media type");
    return ProblemResponses.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Got " + got + ".");
  }

  static HttpResponse<?> response(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer) -> HttpResponse.created(SubmissionResponse.of(answer));
      case Outcome.Known(var answer) -> HttpResponse.ok(SubmissionResponse.of(answer));
      case Outcome.Checked(Relation relation, var assessment) ->
          HttpResponse.ok(
              new CheckResponse(
                  relation == null ? null : relation.word(),
                  assessment.map(SubmissionResponse::json).orElse(null)));
      case Outcome.Malformed(var faults) ->
          ProblemResponses.of(
              Problem.of(ProblemType.MALFORMED, faults.getFirst().detail(), faults));
      case Outcome.TooLarge(long limit) ->
          ProblemResponses.of(Problem.tooLarge(limit, ProblemType.TOO_LARGE.fix()));
      case Outcome.Unauthorised(var detail) ->
          ProblemResponses.of(ProblemType.UNAUTHORISED, detail);
      case Outcome.Refused(var refusal) -> ProblemResponses.of(problem(refusal));
      case Outcome.NotOpened opened ->
          ProblemResponses.of(ProblemType.NOT_OPENED, "Entry 0 is not there yet.")
              .header("Retry-After", "10");
      case Outcome.Overloaded(var retryAfter) -> ProblemResponses.later(retryAfter);
    };
  }

  static Problem problem(Ruling.Refusal refusal) {
    return switch (refusal) {
      case Ruling.Unauthorised(var rule, var detail) ->
          Problem.of(ProblemType.UNAUTHORISED, detail);
      case Ruling.Forbidden(var detail) -> Problem.of(ProblemType.FORBIDDEN, detail);
      case Ruling.Invalid(var faults) ->
          Problem.of(
              ProblemType.INVALID,
              faults.size() == 1 ? "One thing is wrong." : faults.size() + " things are wrong.",
              faults);
      case Ruling.Conflict(var clashes) ->
          Problem.of(
              clashes.stream().allMatch(Clash::sameValue)
                  ? ProblemType.ALREADY_RECORDED
                  : ProblemType.CONFLICT,
              clashes);
    };
  }
}
