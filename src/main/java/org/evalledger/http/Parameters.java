package org.evalledger.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Parameters that several calls share, as the OpenAPI document has them. */
final class Parameters {
  private Parameters() {}

  /** How many items a list may have. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "How many items to give, at most.",
      schema =
          @Schema(
              type = "integer",
              format = "int32",
              minimum = "1",
              maximum = "1000",
              defaultValue = "100"))
  @interface Limit {}

  /** Where a list goes on. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "What `next` of the list before said; left out for the first.",
      schema = @Schema(type = "string", pattern = "^[0-9]{1,13}(\\.[0-9]{1,5})?$"))
  @interface After {}

  /** A member that is any JSON object. */
  @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
  @Retention(RetentionPolicy.RUNTIME)
  @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
  @interface AnyObject {}

  /** In the document alone: one of several forms of a member, an object or null. */
  @Schema(name = "ObjectOrNull", type = "object", nullable = true)
  interface ObjectOrNull {}

  /**
   * A signed statement. All its forms are text: a string in every client, where bytes are a file in
   * some and nothing that can be sent in others.
   */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @RequestBody(
      description =
          "A statement with its signatures, at most 8 MiB: JWS compact, JWS JSON, or DSSE around an"
              + " in-toto Statement whose predicate it is.",
      required = true,
      content = {
        @Content(mediaType = "application/jose", schema = @Schema(type = "string")),
        @Content(mediaType = "application/jose+json", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/vnd.dsse.envelope.v1+json",
            schema = @Schema(type = "string"))
      })
  @interface Envelope {}

  /** The same, or what somebody signed in says without a signature. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @RequestBody(
      description =
          "A statement with its signatures, at most 8 MiB, or what somebody who is signed in says,"
              + " at most 64 KiB.",
      required = true,
      content = {
        @Content(mediaType = "application/jose", schema = @Schema(type = "string")),
        @Content(mediaType = "application/jose+json", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/vnd.dsse.envelope.v1+json",
            schema = @Schema(type = "string")),
        @Content(mediaType = "application/json", schema = @Schema(type = "string"))
      })
  @interface EnvelopeOrPlain {}

  /** A request to the service, signed by who makes it; text as {@link Envelope} is. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @RequestBody(
      description = "The signed request, at most 64 KiB: JWS.",
      required = true,
      content = {
        @Content(mediaType = "application/jose", schema = @Schema(type = "string")),
        @Content(mediaType = "application/jose+json", schema = @Schema(type = "string"))
      })
  @interface SignedRequest {}

  /** One entry. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Zero-based position of the entry in the log.",
      schema =
          @Schema(type = "integer", format = "int64", minimum = "0", maximum = "1099511627775"))
  @interface Index {}

  /** One case. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Id of the case, `<opening index>-<cause>`.",
      schema =
          @Schema(
              type = "string",
              pattern =
                  "^[0-9]{1,13}-(suspicion|inconsistent|reproduction|report|key|correction)$"))
  @interface Case {}

  /** A tree of the log. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Entries of the smaller (`from`) or the larger tree (`to`).",
      schema = @Schema(type = "integer", format = "int64", minimum = "0"))
  @interface Size {}

  /** One type of statement. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Only statements of this type.",
      schema =
          @Schema(
              type = "string",
              allowableValues = {
                "key",
                "benchmark",
                "evaluation",
                "withdrawal",
                "takedown",
                "model",
                "policy",
                "reassessment",
                "report",
                "answer",
                "appeal",
                "decision"
              }))
  @interface TypeWord {}

  /** One relation of results to their model. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Only results whose signers stand so to the model.",
      schema =
          @Schema(
              type = "string",
              allowableValues = {"collected", "collaborative", "first-party", "third-party"}))
  @interface RelationWord {}

  /** A bound of a model's size. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description =
          "Only models of at least (`minParameters`) or at most (`maxParameters`) so many"
              + " parameters; models of unknown size are left out.",
      schema = @Schema(type = "integer", format = "int64", minimum = "1"))
  @interface ParameterCount {}

  /** One standing, as the only one or the least. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description =
          "A standing: `standing` asks for this one alone, `minStanding` for it and all better"
              + " ones; the words are in order, the worst first.",
      schema =
          @Schema(
              type = "string",
              allowableValues = {
                "withdrawn",
                "refuted",
                "disputed",
                "under-review",
                "superseded",
                "collected",
                "signed",
                "recomputed",
                "reproduced"
              }))
  @interface StandingWord {}
}
