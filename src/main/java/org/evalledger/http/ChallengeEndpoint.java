package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
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
  @Post("/challenge")
  @Operation(
      operationId = "askReportChallenge",
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
      description =
          "Your address had ten within the hour: `/problems/too-often`, with Retry-After in"
              + " seconds.",
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
    return switch (challenges.ask(client.of(request))) {
      case ReportChallenges.Asked.Given(var challenge) ->
          HttpResponse.ok(challenge).header("Cache-Control", "no-store");
      case ReportChallenges.Asked.TooMany(var retryAfter) ->
          ProblemResponses.of(
                  ProblemType.TOO_OFTEN,
                  "Your address had " + ReportChallenges.MAX_PER_CLIENT + " within the hour.")
              .header("Retry-After", Long.toString(retryAfter.toSeconds()));
      case ReportChallenges.Asked.Full full -> ProblemResponses.later(Duration.ofMinutes(5));
    };
  }
}
