package org.evalledger.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.access.Allowed;
import org.evalledger.access.Caller;
import org.evalledger.access.Identity;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/** Whom the service takes the caller for. */
@Controller("/v1/me")
@Tag(name = "people")
final class MeEndpoint {
  MeEndpoint() {}

  /**
   * Who is signed in.
   *
   * @param issuer the identity provider
   * @param subjectDigest what stands for the person in the log: HMAC-SHA-256 of the RFC 8785 array
   *     of issuer and subject under a secret of this ledger, 64 hexadecimal digits
   * @param name as the identity provider tells it; null when it does not
   * @param organisation to which the person belongs; null when that is not told
   * @param roles some of submitter, reviewer, operator
   * @param csrfToken what a browser repeats in the header {@code X-CSRF-Token}, or as member {@code
   *     csrf} of a form, with every request that is more than a read; null for a bearer of a token,
   *     who needs none
   */
  @Serdeable
  @Schema(name = "Me")
  record MeResponse(
      String issuer,
      String subjectDigest,
      @Nullable String name,
      @Nullable String organisation,
      List<String> roles,
      @Nullable String csrfToken) {
    static MeResponse of(Identity person, @Nullable String csrfToken) {
      return new MeResponse(
          person.issuer(),
          person.subjectDigest().hex(),
          person.name(),
          person.organisation(),
          person.roles().stream().map(Role::word).toList(),
          csrfToken);
    }
  }

  /** Who is signed in. */
  @Get
  @Allowed
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "getMe",
      summary = "Who is signed in, and in which roles",
      description =
          "By a token of the ledger's identity provider (`Authorization: Bearer`), or the session"
              + " of a browser that signed in at `/sign-in`.")
  @ApiResponse(
      responseCode = "200",
      description = "The caller.",
      content = @Content(schema = @Schema(implementation = MeResponse.class)))
  @Responses.OfSignIn
  HttpResponse<?> get(@Parameter(hidden = true) Caller caller) {
    MeResponse me =
        switch (caller) {
          case Caller.Bearer(var person) -> MeResponse.of(person, null);
          case Caller.Visitor(var person, var token) -> MeResponse.of(person, token);
          case Caller.Anybody anybody -> throw new IllegalStateException("let in without a name");
        };
    return HttpResponse.ok(me).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
