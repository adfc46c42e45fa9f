package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.feed.MailWish;
import org.evalledger.feed.Mails;
import org.evalledger.json.Fault;

/** Where somebody asks to be told by mail. */
@Controller("/v1/mail-subscriptions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "feed")
final class MailEndpoint {
  private final Mails mails;
  private final Client client;

  MailEndpoint(Mails mails, Client client) {
    this.mails = mails;
    this.client = client;
  }

  /**
   * What becomes of a wish: the same for every mailbox.
   *
   * @param detail what to do next
   */
  @Serdeable
  @Schema(name = "MailAsked")
  record MailAskedResponse(String detail) {}

  /** Asks for mail. */
  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "askForMail",
      summary = "Be told by mail of flags and cases",
      description =
          "`{address, digest}` and one of `submitter`, `namespace`, `\"cases\": true`; `digest` is"
              + " `at-once` or `daily`. The mailbox gets one mail with a link to a page that"
              + " confirms it within 24 hours; nothing else comes before. Every mail has a link"
              + " that ends it, for mail programs too (RFC 8058). The answer is the same whatever"
              + " the mailbox gets already.")
  @RequestBody(
      description = "Who wants to be told of what.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "202",
      description = "The mailbox is asked, unless it was three times today.",
      content = @Content(schema = @Schema(implementation = MailAskedResponse.class)))
  @ApiResponse(
      responseCode = "404",
      description = "This ledger sends no mail: `/problems/mail-off`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "413",
      description = "More than 64 KiB: `/problems/too-large`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "422",
      description = "Members are missing or wrong; all are listed: `/problems/invalid`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "429",
      description =
          "Your address asked ten times within the hour: `/problems/too-often`, with Retry-After in"
              + " seconds.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  HttpResponse<?> ask(HttpRequest<byte[]> request) {
    return switch (PlainBody.read(request, MailBody.MEMBERS)) {
      case PlainBody.Refused(var problem) -> problem;
      case PlainBody.Said(var said) -> {
        var faults = new ArrayList<Fault>();
        Optional<MailWish> wish = MailBody.read(said, faults);
        yield wish.isPresent() ? ask(request, wish.get()) : invalid(faults);
      }
    };
  }

  private HttpResponse<?> ask(HttpRequest<?> request, MailWish wish) {
    return switch (mails.ask(client.of(request), wish)) {
      case TAKEN ->
          HttpResponse.status(HttpStatus.ACCEPTED)
              .body(
                  new MailAskedResponse(
                      "Open the link in the mail that comes, and confirm there within 24 hours."));
      case OFF ->
          ProblemResponses.of(
              ProblemType.MAIL_OFF, "The operator of this ledger has named no mail server.");
      case UNKNOWN ->
          invalid(
              List.of(
                  new Fault(MailBody.pointer(wish), "The ledger holds nothing of this name yet.")));
      case TOO_OFTEN ->
          ProblemResponses.of(
                  ProblemType.TOO_OFTEN,
                  "Your address asked %d times within the hour.".formatted(Mails.MAX_PER_CLIENT))
              .header("Retry-After", Long.toString(Duration.ofHours(1).toSeconds()));
      case FULL -> ProblemResponses.later(Duration.ofHours(1));
    };
  }

  private static HttpResponse<?> invalid(List<Fault> faults) {
    return ProblemResponses.of(
        Problem.of(ProblemType.INVALID, "This cannot be subscribed to.", faults));
  }
}
