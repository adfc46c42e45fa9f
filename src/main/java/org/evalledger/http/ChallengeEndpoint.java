package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.evalledger.review.ReportChallenge;
import org.evalledger.review.ReportChallenges;

/** What a report without a signature costs. */
@Controller("/v1/reports")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "cases")
final class ChallengeEndpoint {
  private final ReportChallenges challenges;
  private final Client client;

  ChallengeEndpoint(ReportChallenges challenges, Client client) {
    this.challenges = challenges;
    this.client = client;
  }

  /** A puzzle to be solved for one report. */
  @Get("/challenge")
  @Operation(
      operationId = "getReportChallenge",
      summary = "A puzzle for a report without a signature",
      description =
          "Find a nonce of at most 64 characters such that the SHA-256 of `challenge.index.nonce`"
              + " begins with `bits` zero bits, and send it with the report within the hour. Only"
              + " where the operator takes such reports.")
  @ApiResponse(
      responseCode = "200",
      description = "A puzzle, good for one report.",
      content = @Content(schema = @Schema(implementation = ReportChallenge.class)))
  @ApiResponse(
      responseCode = "429",
      description = "Your address had ten within the hour: `/problems/too-many`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> challenge(HttpRequest<?> request) {
    if (!challenges.open()) {
      return ProblemResponses.of(
          ProblemType.NOT_FOUND, "This ledger takes no reports without a signature.");
    }
    Optional<ReportChallenge> given = challenges.ask(client.of(request));
    return given.isPresent()
        ? HttpResponse.ok(given.get()).header("Cache-Control", "no-store")
        : ProblemResponses.of(
            ProblemType.TOO_MANY,
            "Your address had " + ReportChallenges.MAX_PER_CLIENT + " within the hour.");
  }
}
