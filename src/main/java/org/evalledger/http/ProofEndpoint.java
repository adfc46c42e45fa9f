package org.evalledger.http;

import io.micronaut.http.HttpRequest;
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
import java.util.List;
import org.evalledger.catalogue.Bundles;
import org.evalledger.catalogue.WitnessedBundles;
import org.evalledger.entry.Bundle;
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
  private final WitnessedBundles witnessedBundles;
  private final @Nullable Upstream upstream;

  ProofEndpoint(
      LogReader log,
      Answers answers,
      Bundles bundles,
      WitnessedBundles witnessedBundles,
      @Nullable Upstream upstream) {
    this.log = log;
    this.answers = answers;
    this.bundles = bundles;
    this.witnessedBundles = witnessedBundles;
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
    var proof = ProofResponse.of(log.inclusion(index, wanted));
    String tag = "%d-%d".formatted(index, wanted);
    return size == null ? Immutable.butForMarks(proof, tag) : Immutable.ok(proof, tag);
  }

  /** Everything that proves the entry without us: to be checked by {@code evalledger verify}. */
  @Get("/bundle{?witnessed}")
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
  HttpResponse<?> bundle(
      @Parameters.Index @PathVariable long index,
      @Parameter(
              description =
                  "Whether to wait, up to ten seconds, for a checkpoint that a quorum of the log's"
                      + " witnesses cosigned; 503 with Retry-After while there is none.",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @Nullable
          @QueryValue
          String witnessed) {
    if (Words.flag("witnessed", witnessed)) {
      return witnessed(index);
    }
    return bundles
        .of(index)
        .map(Bundle::bytes)
        .<HttpResponse<?>>map(
            bytes ->
                Immutable.butForMarks(bytes.toArray(), bytes.sha256().hex())
                    .contentType(MediaType.APPLICATION_JSON))
        .orElseGet(() -> EntryEndpoint.missing(index));
  }

  private HttpResponse<?> witnessed(long index) {
    return switch (witnessedBundles.of(index)) {
      case WitnessedBundles.Found(var bundle) ->
          HttpResponse.ok(bundle.bytes().toArray()).contentType(MediaType.APPLICATION_JSON);
      case WitnessedBundles.NoEntry none -> EntryEndpoint.missing(index);
      case WitnessedBundles.NoWitnesses none ->
          ProblemResponses.of(
              ProblemType.BAD_REQUEST,
              "This ledger asks no witnesses; leave out witnessed, or ask with witnessed=false.");
      case WitnessedBundles.NotYet later ->
          ProblemResponses.of(
                  ProblemType.OVERLOADED, "Too few witnesses have cosigned a checkpoint of it yet.")
              .header("Retry-After", "5");
    };
  }

  /** The service's receipt, in the form that {@code Accept} prefers; compact where it does not. */
  @Get("/receipt")
  @Produces(MediaType.ALL)
  @Operation(
      operationId = "getReceipt",
      summary = "The service's receipt",
      description =
          "As `application/jose` a compact JWS, the same bytes as at submission; as"
              + " `application/jose+json` one payload with two signatures, Ed25519 and ML-DSA-65.")
  @ApiResponse(
      responseCode = "200",
      description = "A JWS by the service over its verdict.",
      content = {
        @Content(
            mediaType = "application/jose",
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = "application/jose+json",
            schema = @Schema(type = "string", format = "binary"))
      })
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> receipt(HttpRequest<?> request, @Parameters.Index @PathVariable long index) {
    if (upstream != null) {
      return ProblemResponses.of(
          ProblemType.NOT_FOUND,
          "This is a mirror; the ledger at %s alone signs receipts.".formatted(upstream.url()));
    }
    boolean general = prefersGeneral(request);
    return log.entry(index)
        .map(general ? answers::receiptByAllKeys : answers::receipt)
        .<HttpResponse<?>>map(
            receipt ->
                Immutable.ok(receipt.toArray(), receipt.sha256().hex())
                    .header("Vary", "Accept")
                    .contentType(general ? SubmissionEndpoint.JOSE_JSON : SubmissionEndpoint.JOSE))
        .orElseGet(() -> EntryEndpoint.missing(index));
  }

  /** Whether JWS JSON is named, and before the compact form. */
  private static boolean prefersGeneral(HttpRequest<?> request) {
    return request.accept().stream()
        .map(MediaType::getName)
        .filter(List.of(SubmissionEndpoint.JOSE, SubmissionEndpoint.JOSE_JSON)::contains)
        .findFirst()
        .filter(SubmissionEndpoint.JOSE_JSON::equals)
        .isPresent();
  }
}
