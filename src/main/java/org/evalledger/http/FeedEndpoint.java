package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.evalledger.feed.Atom;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedEvent;
import org.evalledger.feed.FeedFilter;
import org.evalledger.feed.FeedPosition;
import org.evalledger.log.LogIdentity;
import org.jspecify.annotations.Nullable;

/** What is new, for those who follow. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "feed")
final class FeedEndpoint {
  private static final int ATOM_ENTRIES = 100;

  private final Feed feed;
  private final LogIdentity identity;
  private final HttpHostResolver host;
  private final Client client;

  FeedEndpoint(Feed feed, LogIdentity identity, HttpHostResolver host, Client client) {
    this.feed = feed;
    this.identity = identity;
    this.host = host;
    this.client = client;
  }

  /** Entries as they come. */
  @Get("/feed{?after,event,submitter,model}")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Operation(
      operationId = "followFeed",
      summary = "New entries as server-sent events",
      description =
          "Every entry is one event: who comes back with `Last-Event-ID` misses none. `flag` is an"
              + " entry whose verdict is flagged or inconsistent, `decision` a reviewer's word on a"
              + " case, `case` another one that opens or changes a case, `entry` every other. Each"
              + " says in `cases` what it made of which cases. What no entry says of a case, who"
              + " works on it and reminders, comes as `case` too, where neither submitter nor"
              + " model is asked for. The id is the index of the entry; once there was such a"
              + " notice, its number follows behind a dot.")
  @ApiResponse(
      responseCode = "200",
      description = "Events in the order of the log; a comment every 15 seconds while none come.",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "429",
      description = "20 streams go to this client already: `/problems/too-many`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  HttpResponse<?> follow(
      HttpRequest<?> request,
      @Parameter(description = "Id of the last event that was seen; goes before `after`.")
          @Nullable
          @Header("Last-Event-ID")
          String lastEventId,
      @Parameter(
              description = "Begin behind this entry, -1 for all; left out, with what comes next.")
          @Nullable
          @QueryValue
          String after,
      @EventWord @Nullable @QueryValue String event,
      @Parameter(description = "Only statements of this submitter.") @Nullable @QueryValue
          String submitter,
      @Parameter(description = "Only entries about this model, `namespace/name`.")
          @Nullable
          @QueryValue
          String model) {
    FeedFilter filter = filter(event, submitter, model);
    String from = lastEventId == null || lastEventId.isEmpty() ? after : lastEventId;
    FeedPosition behind = from == null ? feed.now() : position(from);
    return switch (feed.follow(client.of(request), behind, filter)) {
      case Feed.Following.Stream(var stream) ->
          HttpResponse.<InputStream>ok(stream)
              .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
              .header("Cache-Control", "no-store");
      case Feed.Following.TooManyOfOne tooMany ->
          ProblemResponses.of(
              ProblemType.TOO_MANY,
              "At most " + Feed.MAX_STREAMS_OF_ONE + " streams go to one address.");
      case Feed.Following.TooMany tooMany -> ProblemResponses.later(Duration.ofMinutes(1));
    };
  }

  /** The newest entries. */
  @Get("/feed.atom{?event,submitter,model}")
  @Produces(Atom.MEDIA_TYPE)
  @Operation(
      operationId = "getAtomFeed",
      summary = "The newest 100 entries, and notices of cases, as Atom (RFC 4287)")
  @ApiResponse(
      responseCode = "200",
      description = "The newest first.",
      content =
          @Content(
              mediaType = Atom.MEDIA_TYPE,
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfParameters
  @Responses.OfDatabase
  HttpResponse<String> atom(
      HttpRequest<?> request,
      @EventWord @Nullable @QueryValue String event,
      @Parameter(description = "Only statements of this submitter.") @Nullable @QueryValue
          String submitter,
      @Parameter(description = "Only entries about this model, `namespace/name`.")
          @Nullable
          @QueryValue
          String model) {
    Feed.Newest newest = feed.newestOfBoth(filter(event, submitter, model), ATOM_ENTRIES);
    URI self = address(request);
    return HttpResponse.ok(Atom.write(identity.origin(), self, newest))
        .header("Cache-Control", "max-age=10");
  }

  /** One event, or some joined by commas. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Only these events, joined by commas; left out, all.",
      schema =
          @Schema(
              type = "string",
              pattern = "^(entry|flag|decision|case)(,(entry|flag|decision|case))*$"))
  @interface EventWord {}

  private URI address(HttpRequest<?> request) {
    try {
      return URI.create(host.resolve(request)).resolve(request.getUri().toString());
    } catch (IllegalArgumentException e) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "The Host header names no host.");
    }
  }

  private static FeedFilter filter(
      @Nullable String event, @Nullable String submitter, @Nullable String model) {
    List<String> events = event == null ? List.of() : List.of(event.split(",", -1));
    events.forEach(word -> Words.check("event", word, FeedEvent.EVENTS));
    return new FeedFilter(events, Words.name("submitter", submitter), Words.name("model", model));
  }

  private static FeedPosition position(String text) {
    return FeedPosition.parse(text)
        .orElseThrow(
            () ->
                new HttpStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Last-Event-ID or after is no index of an entry; give the id of the last event"
                        + " seen."));
  }
}
