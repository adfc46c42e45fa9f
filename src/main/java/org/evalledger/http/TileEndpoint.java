package org.evalledger.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Head;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TilePath;

/** The log as other people's programs read it (C2SP tlog-tiles); its prefix is {@code /log}. */
@Controller("/log")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "log")
final class TileEndpoint {
  private final LogReader log;
  private final Cosignatures cosignatures;

  TileEndpoint(LogReader log, Cosignatures cosignatures) {
    this.log = log;
    this.cosignatures = cosignatures;
  }

  /** The newest checkpoint, a signed note (C2SP tlog-checkpoint). */
  @Get("/checkpoint")
  @Produces(MediaType.ALL)
  @Operation(operationId = "getCheckpoint", summary = "The newest checkpoint")
  @ApiResponse(
      responseCode = "200",
      description =
          "A signed note with a line by each key of the log and by each witness that cosigned it.",
      content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
  @Responses.OfDatabase
  HttpResponse<?> checkpoint() {
    Head head = log.head();
    Bytes checkpoint = head.checkpoint();
    if (checkpoint.length() == 0) {
      return ProblemResponses.of(ProblemType.OVERLOADED, "This mirror has no checkpoint yet.")
          .header(HttpHeaders.RETRY_AFTER, "1");
    }
    // A second lets a cache take a rush of readers, and hides an entry from nobody for longer.
    return HttpResponse.ok(cosignatures.with(head.size(), checkpoint).toArray())
        .contentType("text/plain; charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1");
  }

  /** A tile of hashes, or the entries below one. */
  @Get("/tile/{path:.+}")
  @Produces(MediaType.ALL)
  @Operation(
      operationId = "getTile",
      summary = "A tile of the log, or the entries below one",
      description =
          "C2SP tlog-tiles: `<level>/<index>` for up to 256 hashes, `entries/<index>` for up to 256"
              + " records, each behind its length in two bytes. An index is written in groups of"
              + " three digits, all but the last behind an x; `.p/<width>` asks for a partial"
              + " tile. What was ever published stays and never changes.")
  @ApiResponse(
      responseCode = "200",
      description = "The bytes of the tile or entry bundle.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> tile(
      @Parameter(description = "Such as `0/x001/234` or `entries/000.p/17`.") @PathVariable
          String path) {
    return switch (TilePath.parse("tile/" + path)) {
      case Parsed.Malformed<TilePath>(var reason) ->
          ProblemResponses.of(ProblemType.BAD_REQUEST, "This is " + reason + ".");
      case Parsed.Value<TilePath>(var tile) ->
          bytes(tile)
              .<HttpResponse<?>>map(
                  bytes ->
                      Immutable.ok(bytes.toArray(), bytes.sha256().hex())
                          .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE))
              .orElseGet(() -> notYet(tile));
    };
  }

  private Optional<Bytes> bytes(TilePath path) {
    return switch (path) {
      case TilePath.HashTile(var tile) -> log.tile(tile).map(Tile::bytes);
      case TilePath.Entries(var tile) -> log.entryBundle(tile).map(EntryBundle::bytes);
    };
  }

  /** No cache may keep this: the log grows. */
  private static HttpResponse<?> notYet(TilePath tile) {
    return ProblemResponses.of(
            ProblemType.NOT_FOUND, "The log is not long enough for %s.".formatted(tile.path()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
