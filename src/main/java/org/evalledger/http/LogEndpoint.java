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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.http.SubmitterEndpoint.KeyResponse;
import org.evalledger.json.Json;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Head;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.log.Witnesses;
import org.evalledger.registry.Registry;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.NotePolicy;
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
  private final Witnesses witnesses;
  private final Cosignatures cosignatures;
  private final Registry registry;
  private final ServiceKey serviceKey;
  private final @Nullable Upstream upstream;

  LogEndpoint(
      LogIdentity identity,
      LogReader log,
      Witnesses witnesses,
      Cosignatures cosignatures,
      Registry registry,
      ServiceKey serviceKey,
      @Nullable Upstream upstream) {
    this.identity = identity;
    this.log = log;
    this.witnesses = witnesses;
    this.cosignatures = cosignatures;
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
   * @param operatorKeys all keys of all operators, in the order of their registration: those that
   *     wait, those in effect, those revoked
   * @param serviceKey public JWK of the key that signs compact receipts
   * @param serviceKeys public JWKs of all keys that sign receipts
   * @param witnesses those who are asked to cosign checkpoints
   * @param witnessed the newest checkpoint with a quorum of them
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
      List<KeyResponse> operatorKeys,
      @Parameters.AnyObject Json serviceKey,
      @ArraySchema(
              schema =
                  @Schema(
                      type = "object",
                      additionalProperties = Schema.AdditionalPropertiesValue.TRUE))
          List<Json> serviceKeys,
      List<WitnessResponse> witnesses,
      WitnessedResponse witnessed) {}

  /**
   * Who cosigns checkpoints (C2SP tlog-witness).
   *
   * @param name in the log's own policy
   * @param key verifier key of the cosignatures (C2SP signed-note)
   * @param size the newest checkpoint that it cosigned; 0 while there is none
   */
  @Serdeable
  @Schema(name = "Witness")
  record WitnessResponse(String name, String key, long size) {}

  /**
   * A checkpoint that a quorum of witnesses cosigned.
   *
   * @param size how many entries it covers; 0 while there is none
   * @param checkpoint signed note with their cosignatures (C2SP tlog-cosignature); null while there
   *     is none
   */
  @Serdeable
  @Schema(name = "WitnessedCheckpoint")
  record WitnessedResponse(long size, @Nullable String checkpoint) {}

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
    // Before the head, which so is never the smaller of the two.
    Optional<Cosignatures.Witnessed> witnessed = cosignatures.witnessed();
    Head head = log.head();
    return new LogResponse(
        identity.origin(),
        head.size(),
        head.root().bytes().base64(),
        cosignatures.with(head.size(), head.checkpoint()).utf8(),
        identity.keys().stream().map(NoteVerifier::toString).toList(),
        registry.ledger().operator().value(),
        registry.ledger().operatorKeys().stream().map(KeyResponse::of).toList(),
        receiptKeys().getFirst(),
        receiptKeys(),
        witnesses.policy().witnesses().stream().map(this::witness).toList(),
        witnessed
            .map(seen -> new WitnessedResponse(seen.size(), seen.checkpoint().utf8()))
            .orElseGet(() -> new WitnessedResponse(0, null)));
  }

  private WitnessResponse witness(NotePolicy.Witness witness) {
    return new WitnessResponse(
        witness.name(), witness.key().toString(), cosignatures.newest(witness.key()));
  }

  /** In a mirror, those of its ledger: a mirror signs nothing. */
  private List<Json> receiptKeys() {
    if (upstream == null) {
      return serviceKey.keys().stream().<Json>map(key -> key.publicKey().toJwk()).toList();
    }
    return SubmissionResponse.json(Bytes.ofUtf8(upstream.serviceKeys()))
            instanceof Json.JsonArray(var keys)
        ? keys
        : List.of();
  }

  /** The service's own proof that it holds a key: what registers it. */
  @Get("/service-registration{?alg}")
  @Produces(MediaType.ALL)
  @Operation(
      operationId = "getServiceRegistration",
      summary = "The service's request to have its key registered")
  @ApiResponse(
      responseCode = "200",
      description =
          "A register statement, JWS JSON. That of the Ed25519 key is signed by it alone, for the"
              + " operator to sign as well; that of the ML-DSA-65 key by both, and complete.",
      content =
          @Content(
              mediaType = "application/jose+json",
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfParameters
  @Responses.OfNothing
  HttpResponse<?> serviceRegistration(
      @Parameter(
              description = "Which of the service's keys, by its algorithm.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"Ed25519", "ML-DSA-65"},
                      defaultValue = "Ed25519"))
          @Nullable
          @QueryValue
          String alg) {
    Words.check("alg", alg, ServiceKey.ALGORITHMS.stream().map(Algorithm::jwa).toList());
    if (upstream != null) {
      return ProblemResponses.of(
          ProblemType.NOT_FOUND,
          "This is a mirror; it has no key in the ledger at %s.".formatted(upstream.url()));
    }
    var algorithm = alg == null ? Algorithm.ED25519 : Algorithm.ofName(alg).orElseThrow();
    return HttpResponse.ok(serviceKey.registration(identity.origin(), algorithm).utf8())
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
    return Immutable.ok(new ConsistencyResponse(from, to, hashes), "%d-%d".formatted(from, to));
  }
}
