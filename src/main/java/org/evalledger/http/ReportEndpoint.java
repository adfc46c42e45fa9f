package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.evalledger.access.Caller;
import org.evalledger.access.Identity;
import org.evalledger.json.Fault;
import org.evalledger.log.LogReader;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.statement.Report;
import org.evalledger.statement.Statement;
import org.evalledger.submission.Submissions;

/** Where anybody registered says that something is wrong with results. */
@Controller("/v1/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "cases")
final class ReportEndpoint {
  private final Submissions submissions;
  private final AnonymousReports anonymous;
  private final SpokenStatements spoken;
  private final LogReader log;

  ReportEndpoint(
      Submissions submissions, AnonymousReports anonymous, SpokenStatements spoken, LogReader log) {
    this.log = log;
    this.submissions = submissions;
    this.anonymous = anonymous;
    this.spoken = spoken;
  }

  /** A signed report on this entry. */
  @Post("/{index}/reports")
  @Consumes({
    SubmissionEndpoint.JOSE,
    SubmissionEndpoint.JOSE_JSON,
    SubmissionEndpoint.DSSE,
    MediaType.APPLICATION_JSON
  })
  @Operation(
      operationId = "reportEntry",
      summary = "Report that something is wrong with results",
      description =
          "A signed `report` on this entry, as `POST /v1/submissions` takes it too. Reports on one"
              + " entry gather on one case; none of them changes suspicion. Who is signed in with a"
              + " role sends `application/json`: `{leafHash, results, kind, text, links}`, at most"
              + " 64 KiB, 30 a day; the service signs it on that person's behalf. Where the"
              + " operator takes reports without a name, so does anybody, with `challenge` and"
              + " `nonce` beside: a solved puzzle of `POST /v1/reports/challenge`.")
  @ApiResponse(
      responseCode = "201",
      description = "It is in the log, durably.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The same bytes were in the log already: the first answer again.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @RequestBody(
      description = "A signed report, or one without a signature where that is taken.",
      required = true,
      content = {
        @Content(
            mediaType = SubmissionEndpoint.JOSE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = SubmissionEndpoint.JOSE_JSON,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = SubmissionEndpoint.DSSE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "429",
      description = "The person reported 30 times today: `/problems/too-many`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Responses.OfParameters
  @Responses.OfNothing
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> report(
      @Parameters.Index @PathVariable long index,
      HttpRequest<byte[]> request,
      @Parameter(hidden = true) Caller caller) {
    if (index >= log.head().size()) {
      return ProblemResponses.of(ProblemType.NOT_FOUND, "There is no such entry.");
    }
    if (PlainBody.isIn(request)) {
      return plain(index, request, caller);
    }
    Optional<EnvelopeFormat> format = SubmissionEndpoint.format(request);
    return format.isEmpty()
        ? SubmissionEndpoint.unsupported(request)
        : SubmissionEndpoint.response(
            submissions.submit(
                format.get(),
                SubmissionEndpoint.envelope(request),
                statement -> misfit(statement, index)));
  }

  /** Whoever has no role is the public, signed in or not: nobody vouches for such a person. */
  private HttpResponse<?> plain(long index, HttpRequest<byte[]> request, Caller caller) {
    Optional<Identity> vouchedFor = caller.identity().filter(person -> !person.roles().isEmpty());
    if (vouchedFor.isPresent()) {
      return spoken.report(vouchedFor.get(), index, request);
    }
    if (anonymous.open()) {
      return anonymous.report(index, request);
    }
    throw caller.lacksRole("Without a signature only people with a role report here.");
  }

  private static Optional<Fault> misfit(Statement statement, long index) {
    if (!(statement instanceof Report report)) {
      return Optional.of(new Fault("/type", "Here a report is taken."));
    }
    return report.entry().index().value() == index
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "/entry/index",
                "It is about entry %d, not %d.".formatted(report.entry().index().value(), index)));
  }
}
