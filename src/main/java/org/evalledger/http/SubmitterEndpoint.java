package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Submitter;
import org.evalledger.registry.Registry;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Ids;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** Who submits. */
@Controller("/v1/submitters")
@Tag(name = "submitters")
final class SubmitterEndpoint {
  private final Registry registry;

  SubmitterEndpoint(Registry registry) {
    this.registry = registry;
  }

  /**
   * A submitter.
   *
   * @param id its name
   * @param organisation to which it belongs
   * @param affiliations organisations that count as one with it
   * @param namespaces it was granted
   * @param roles it was granted
   * @param keys all its keys, in the order of their registration
   */
  @Serdeable
  @Schema(name = "Submitter")
  record SubmitterResponse(
      String id,
      String organisation,
      List<String> affiliations,
      List<String> namespaces,
      List<String> roles,
      List<KeyResponse> keys) {}

  /**
   * A key.
   *
   * @param kid RFC 7638 thumbprint
   * @param jwk the public key
   * @param registered entry that registered it
   * @param revoked entry that revoked it; null while it is active
   * @param compromisedSince entries received after this are doubted; null when it is not
   *     compromised
   */
  @Serdeable
  @Schema(name = "Key")
  record KeyResponse(
      String kid,
      @Parameters.AnyObject Json jwk,
      long registered,
      @Nullable Long revoked,
      @Nullable Instant compromisedSince) {
    static KeyResponse of(RegisteredKey key) {
      EntryIndex revoked = key.revoked();
      return new KeyResponse(
          key.key().thumbprint().value(),
          key.key().toJwk(),
          key.registered().value(),
          revoked == null ? null : revoked.value(),
          key.compromisedSince());
    }
  }

  /** A submitter with its keys and namespaces. */
  @Get("/{id}")
  @Operation(operationId = "getSubmitter", summary = "A submitter with its keys and namespaces")
  @ApiResponse(
      responseCode = "200",
      description = "The submitter.",
      content = @Content(schema = @Schema(implementation = SubmitterResponse.class)))
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> one(
      @Parameter(
              description = "Its name.",
              schema = @Schema(type = "string", minLength = 1, maxLength = 256))
          @PathVariable
          String id) {
    Ledger ledger = registry.now();
    Optional<Submitter> submitter =
        Ids.isId(id) ? ledger.submitter(new SubmitterId(id)) : Optional.empty();
    return submitter.isPresent()
        ? HttpResponse.ok(response(ledger, submitter.get()))
        : ProblemResponses.of(ProblemType.NOT_FOUND, "There is no submitter of that name.");
  }

  private static SubmitterResponse response(Ledger ledger, Submitter submitter) {
    return new SubmitterResponse(
        submitter.id().value(),
        submitter.organisation(),
        submitter.affiliations(),
        List.copyOf(submitter.namespaces()),
        submitter.roles().stream().map(Role::word).toList(),
        submitter.keys().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .map(KeyResponse::of)
            .toList());
  }
}
