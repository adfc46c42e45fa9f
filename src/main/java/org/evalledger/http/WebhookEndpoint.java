package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.feed.DeadLetter;
import org.evalledger.feed.Webhook;
import org.evalledger.feed.WebhookRequest;
import org.evalledger.feed.Webhooks;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Ruling;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Typ;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.SignedRequests;

/** Addresses that are told of new entries. */
@Controller("/v1/webhooks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "feed")
final class WebhookEndpoint {
  private final Webhooks webhooks;
  private final SignedRequests requests;

  WebhookEndpoint(Webhooks webhooks, SignedRequests requests) {
    this.webhooks = webhooks;
    this.requests = requests;
  }

  /**
   * A webhook and how it fares.
   *
   * @param webhook the webhook
   * @param deadLetters what could not be delivered, in the order of the log
   */
  @Serdeable
  @Schema(name = "WebhookState")
  record WebhookStateResponse(Webhook webhook, List<DeadLetter> deadLetters) {}

  /** Asks for a webhook. */
  @Post
  @Consumes({SubmissionEndpoint.JOSE, SubmissionEndpoint.JOSE_JSON})
  @Operation(
      operationId = "addWebhook",
      summary = "Be told of new entries",
      description =
          "A JWS with `typ` `evalledger-webhook+json` by a registered key over `{ledgers,"
              + " submitter, issuedAt, url, events, model}`; `events` is an array of `entry`,"
              + " `flag`, `decision`, `case` (empty for all), `model` one model or null. Each event"
              + " is POSTed as in the feed, with the header fields of Standard Webhooks 1.0 (scheme"
              + " v1a, the service's Ed25519 key of `/v1/log`), at least once and in order. Who"
              + " knows the id may read and end the webhook.")
  @Parameters.SignedRequest
  @ApiResponse(
      responseCode = "201",
      description = "From now on it is told; the same bytes again are the same webhook.",
      content = @Content(schema = @Schema(implementation = Webhook.class)))
  @ApiResponse(
      responseCode = "429",
      description = "The submitter has 20 already: `/problems/too-many`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Responses.OfRefusal
  HttpResponse<?> add(HttpRequest<byte[]> request) {
    Optional<EnvelopeFormat> format = SubmissionEndpoint.format(request);
    if (format.isEmpty()) {
      return SubmissionEndpoint.unsupported(request);
    }
    Bytes envelope = SubmissionEndpoint.envelope(request);
    return switch (requests.read(Typ.WEBHOOK, format.get(), envelope, WebhookWish.MEMBERS)) {
      case SignedRequests.Refused(var outcome) -> SubmissionEndpoint.response(outcome);
      case SignedRequests.Signed signed -> add(signed);
    };
  }

  private HttpResponse<?> add(SignedRequests.Signed signed) {
    var faults = new ArrayList<>(signed.faults());
    WebhookRequest wanted = WebhookWish.read(signed.asked(), faults);
    if (!faults.isEmpty()) {
      return invalid(faults);
    }
    return switch (webhooks.add(signed.digest(), signed.submitter(), wanted)) {
      case Webhooks.Asked.There(var webhook) -> HttpResponse.created(webhook);
      case Webhooks.Asked.Refused(var detail) -> invalid(List.of(new Fault("/url", detail)));
      case Webhooks.Asked.TooMany tooMany ->
          ProblemResponses.of(
              ProblemType.TOO_MANY, "At most " + Webhooks.MAX_OF_SUBMITTER + " each.");
    };
  }

  private static HttpResponse<?> invalid(List<Fault> faults) {
    return SubmissionEndpoint.response(new Outcome.Refused(new Ruling.Invalid(faults)));
  }

  /** How a webhook fares. */
  @Get("/{id}")
  @Operation(operationId = "getWebhook", summary = "A webhook, and what could not be delivered")
  @ApiResponse(
      responseCode = "200",
      description = "The webhook.",
      content = @Content(schema = @Schema(implementation = WebhookStateResponse.class)))
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> get(@WebhookId @PathVariable String id) {
    return webhooks
        .find(id)
        .<HttpResponse<?>>map(
            webhook -> HttpResponse.ok(new WebhookStateResponse(webhook, webhooks.deadLetters(id))))
        .orElseGet(WebhookEndpoint::missing);
  }

  /** Ends a webhook. */
  @Delete("/{id}")
  @Operation(operationId = "endWebhook", summary = "Be told no more")
  @ApiResponse(responseCode = "204", description = "It is gone, or was never there.")
  @Responses.OfDatabase
  HttpResponse<?> end(@WebhookId @PathVariable String id) {
    webhooks.end(id);
    return HttpResponse.noContent();
  }

  /** Delivers again what was put aside. */
  @Post("/{id}/retry")
  @Operation(
      operationId = "retryWebhook",
      summary = "Deliver again, from the oldest event that was put aside")
  @ApiResponse(
      responseCode = "202",
      description = "It is tried again; events behind it come once more, under the same ids.",
      content = @Content(schema = @Schema(implementation = Webhook.class)))
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> retry(@WebhookId @PathVariable String id) {
    webhooks.retry(id);
    return webhooks
        .find(id)
        .<HttpResponse<?>>map(webhook -> HttpResponse.accepted().body(webhook))
        .orElseGet(WebhookEndpoint::missing);
  }

  /** One webhook. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "The id that adding it answered with.",
      schema = @Schema(type = "string", pattern = "^[0-9a-f]{32}$"))
  @interface WebhookId {}

  private static HttpResponse<?> missing() {
    return ProblemResponses.of(ProblemType.NOT_FOUND, "There is no webhook of this id.");
  }
}
