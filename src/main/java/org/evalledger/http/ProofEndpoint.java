package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.evalledger.catalogue.Bundles;
import org.evalledger.http.SubmissionResponse.ProofResponse;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.submission.Answers;
import org.jspecify.annotations.Nullable;

/** What proves an entry: to the log's readers, and without us. */
@Controller("/v1/entries/{index}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "entries")
final class ProofEndpoint {
  private final LogReader log;
  private final Answers answers;
  private final Bundles bundles;
  private final @Nullable Upstream upstream;

  ProofEndpoint(LogReader log, Answers answers, Bundles bundles, @Nullable Upstream upstream) {
    this.log = log;
    this.answers = answers;
    this.bundles = bundles;
    this.upstream = upstream;
  }

  /** Proof that the entry is in the tree of {@code size} entries, else of all. */
  @Get("/proof{?size}")
  @Operation(operationId = "getProof", summary = "Inclusion proof")
  @ApiResponse(
      responseCode = "200",
      description = "The proof.",
      content = @Content(schema = @Schema(implementation = ProofResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> proof(
      @Parameters.Index @PathVariable long index,
      @Parameter(
              description = "Entries of the tree; left out for all there are.",
              schema = @Schema(type = "integer", format = "int64", minimum = "1"))
          @Nullable
          @QueryValue
          Long size) {
    long all = log.head().size();
    long wanted = size == null ? all : size;
    if (index < 0 || index >= all) {
      return EntryEndpoint.missing(index);
    }
    if (wanted <= index || wanted > all) {
      return ProblemResponses.of(
          ProblemType.BAD_REQUEST, "Got size %d, want %d to %d.".formatted(wanted, index + 1, all));
    }
    return HttpResponse.ok(ProofResponse.of(log.inclusion(index, wanted)));
  }

  /** Everything that proves the entry without us: to be checked by {@code evalledger verify}. */
  @Get("/bundle")
  @Operation(operationId = "getBundle", summary = "Offline proof of an entry")
  @ApiResponse(
      responseCode = "200",
      description = "One JSON object, its bytes in base64; `evalledger verify` checks it offline.",
      content =
          @Content(
              schema =
                  @Schema(
                      type = "object",
                      additionalProperties = Schema.AdditionalPropertiesValue.TRUE)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> bundle(@Parameters.Index @PathVariable long index) {
    return bundles
        .of(index)
        .<HttpResponse<?>>map(
            bundle ->
                HttpResponse.ok(bundle.bytes().toArray()).contentType(MediaType.APPLICATION_JSON))
        .orElseGet(() -> EntryEndpoint.missing(index));
  }

  /** The service's receipt: a compact JWS, the same bytes as at submission. */
  @Get("/receipt")
  @Produces(MediaType.ALL)
  @Operation(operationId = "getReceipt", summary = "The service's receipt")
  @ApiResponse(
      responseCode = "200",
      description = "A compact JWS by the service over its verdict.",
      content =
          @Content(
              mediaType = "application/jose",
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> receipt(@Parameters.Index @PathVariable long index) {
    if (upstream != null) {
      return ProblemResponses.of(
          ProblemType.NOT_FOUND,
          "This is a mirror; the ledger at %s alone signs receipts.".formatted(upstream.url()));
    }
    return log.entry(index)
        .map(answers::receipt)
        .<HttpResponse<?>>map(
            receipt ->
                Immutable.ok(receipt.toArray(), receipt.sha256().hex())
                    .contentType("application/jose"))
        .orElseGet(() -> EntryEndpoint.missing(index));
  }
}
