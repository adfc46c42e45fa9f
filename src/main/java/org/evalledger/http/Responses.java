package org.evalledger.http;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The problems that calls answer with, as the OpenAPI document has them. */
final class Responses {
  private Responses() {}

  /** What a call with parameters answers when one of them makes no sense. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description = "A parameter makes no sense: `/problems/bad-request`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfParameters {}

  /** What a call that reads the database answers while that is gone. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "503",
      description =
          "The database is gone, or the answer takes too long: `/problems/overloaded`. Ask again"
              + " after the pause.",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait.",
              schema = @Schema(type = "integer", format = "int32", minimum = "1")),
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfDatabase {}

  /** What a call about one thing answers when there is no such thing. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "404",
      description = "There is no such thing: `/problems/not-found`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfNothing {}

  /** What a call for people who are signed in answers to others. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "401",
      description = "Nobody is signed in, or the token does not count: `/problems/sign-in-needed`.",
      headers =
          @Header(
              name = "WWW-Authenticate",
              description = "That a bearer token is wanted (RFC 6750).",
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "503",
      description =
          "The database or the identity provider is gone: `/problems/overloaded`. Ask again after"
              + " the pause.",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait.",
              schema = @Schema(type = "integer", format = "int32", minimum = "1")),
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfSignIn {}

  /** A signed statement is refused, in the order of the design's §9; nothing is stored. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description = "The bytes are no envelope around strict I-JSON: `/problems/malformed`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "401",
      description =
          "A header or a signature does not count: `/problems/unauthorised`; a bearer token does"
              + " not, or is missing: `/problems/sign-in-needed`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "403",
      description =
          "The signers may not say this: `/problems/forbidden`; who is signed in has not the role:"
              + " `/problems/role-needed`, or came without the token of its pages:"
              + " `/problems/csrf-token-needed`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "413",
      description = "More bytes than are taken: `/problems/too-large`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "415",
      description = "This media type is not taken: `/problems/unsupported-media-type`.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "422",
      description = "The statement is wrong: `/problems/invalid`, with all its faults at once.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "503",
      description =
          "Too much waits or the database is gone (`/problems/overloaded`), or entry 0 is not there"
              + " (`/problems/not-opened`). Send the same bytes again after the pause.",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait.",
              schema = @Schema(type = "integer", format = "int32", minimum = "1")),
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfRefusal {}

  /** What a statement says stands already. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "409",
      description =
          "It stands already: `/problems/already-recorded` with the same value,"
              + " `/problems/conflict` with another; the conflicts name the earlier entries.",
      content =
          @Content(
              mediaType = ProblemResponses.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @interface OfConflict {}
}
