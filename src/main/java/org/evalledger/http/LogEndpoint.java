package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.log.Head;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.registry.Registry;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.submission.ServiceKey;
import org.jspecify.annotations.Nullable;

/** What the log is and how far it has come. */
@Controller("/v1/log")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "log")
final class LogEndpoint {
  private final LogIdentity identity;
  private final LogReader log;
  private final Registry registry;
  private final ServiceKey serviceKey;
  private final @Nullable Upstream upstream;

  LogEndpoint(
      LogIdentity identity,
      LogReader log,
      Registry registry,
      ServiceKey serviceKey,
      @Nullable Upstream upstream) {
    this.identity = identity;
    this.log = log;
    this.registry = registry;
    this.serviceKey = serviceKey;
    this.upstream = upstream;
  }

  /**
   * The log.
   *
   * @param origin its name, first line of its checkpoints
   * @param size how many entries it has
   * @param rootHash of their tree, base64
   * @param checkpoint signed note (C2SP tlog-checkpoint)
   * @param keys verifier keys of its checkpoints (C2SP signed-note)
   * @param operator thumbprint of the key that wrote entry 0
   * @param serviceKey public JWK of the key that signs receipts
   * @param witnesses names of those who cosign
   */
  @Serdeable
  @Schema(name = "Log")
  record LogResponse(
      String origin,
      long size,
      String rootHash,
      String checkpoint,
      List<String> keys,
      String operator,
      @Parameters.AnyObject Json serviceKey,
      List<String> witnesses) {}

  /**
   * That one tree begins with another (RFC 6962 §2.1.2).
   *
   * @param from size of the smaller
   * @param to size of the larger
   * @param hashes base64
   */
  @Serdeable
  @Schema(name = "Consistency")
  record ConsistencyResponse(long from, long to, List<String> hashes) {}

  /** Origin, keys, size and newest checkpoint. */
  @Get
  @Operation(operationId = "getLog", summary = "The log: origin, keys, size, newest checkpoint")
  @ApiResponse(responseCode = "200", description = "The log as it is now.")
  @Responses.OfDatabase
  LogResponse log() {
    Head head = log.head();
    return new LogResponse(
        identity.origin(),
        head.size(),
        head.root().bytes().base64(),
        head.checkpoint().utf8(),
        identity.keys().stream().map(NoteVerifier::toString).toList(),
        registry.ledger().operator().value(),
        receiptKey(),
        List.of());
  }

  /** In a mirror, that of its ledger: a mirror signs nothing. */
  private Json receiptKey() {
    return upstream == null
        ? serviceKey.key().publicKey().toJwk()
        : SubmissionResponse.json(Bytes.ofUtf8(upstream.serviceKey()));
  }

  /** The service's own proof that it holds its key, for the operator to sign as well. */
  @Get("/service-registration")
  @Produces(MediaType.ALL)
  @Operation(
      operationId = "getServiceRegistration",
      summary = "The service's request to have its key registered")
  @ApiResponse(
      responseCode = "200",
      description = "A register statement signed by the service alone, JWS JSON.",
      content =
          @Content(
              mediaType = "application/jose+json",
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfNothing
  HttpResponse<?> serviceRegistration() {
    if (upstream != null) {
      return ProblemResponses.of(
          ProblemType.NOT_FOUND,
          "This is a mirror; it has no key in the ledger at %s.".formatted(upstream.url()));
    }
    return HttpResponse.ok(serviceKey.registration(identity.origin()).utf8())
        .contentType("application/jose+json");
  }

  /** Proof that the tree of {@code to} entries begins with that of {@code from}. */
  @Get("/consistency{?from,to}")
  @Operation(operationId = "getConsistency", summary = "Proof that one tree begins with another")
  @ApiResponse(
      responseCode = "200",
      description = "The proof.",
      content = @Content(schema = @Schema(implementation = ConsistencyResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  HttpResponse<?> consistency(
      @Parameters.Size @QueryValue long from, @Parameters.Size @QueryValue long to) {
    long size = log.head().size();
    if (from < 0 || to < from || to > size) {
      return ProblemResponses.of(
          ProblemType.BAD_REQUEST,
          "Got from %d and to %d; want 0 <= from <= to <= %d.".formatted(from, to, size));
    }
    List<String> hashes =
        from == 0
            ? List.of()
            : log.consistency(from, to).hashes().stream()
                .map(hash -> hash.bytes().base64())
                .toList();
    return HttpResponse.ok(new ConsistencyResponse(from, to, hashes));
  }
}
