package org.evalledger.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;
import org.jspecify.annotations.Nullable;

/** Many statements through the one door, over one connection. */
@Controller("/v1/submissions/batch")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "submissions")
final class BatchEndpoint {
  static final String NDJSON = "application/x-ndjson";

  /** Each keeps up to 16 MiB of lines; more at once are asked to come again. */
  private final Semaphore batches = new Semaphore(16);

  private final Submissions submissions;
  private final JsonMapper json;
  private final int maxBytes;
  private final long maxBatchBytes;

  BatchEndpoint(
      Submissions submissions,
      JsonMapper json,
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608") int maxBytes,
      @Property(name = "evalledger.batch.max.bytes", defaultValue = "536870912")
          long maxBatchBytes) {
    this.submissions = submissions;
    this.json = json;
    this.maxBytes = maxBytes;
    this.maxBatchBytes = maxBatchBytes;
  }

  /** Submits a line each; answers a line each. */
  @Post
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(
      operationId = "submitBatch",
      summary = "Submit many signed statements",
      description =
          "A line each: a JSON envelope (JWS JSON or DSSE), whose bytes are those of the line, or a"
              + " compact JWS as a JSON string. Streamed both ways: a line is answered as soon as"
              + " it and those before it are decided, in the order of the lines; blank lines are"
              + " left out. A bad line spoils no other. At most 512 MiB; a line at most what one"
              + " statement may have; where the whole is too long, the last answer says so.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "200",
      description = "A line for each: what submitting it alone would have answered.",
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = LineResponse.class)))
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
  @Responses.OfDatabase
  HttpResponse<?> submit(@Nullable @Body InputStream body) {
    if (!batches.tryAcquire()) {
      return ProblemResponses.later(Duration.ofSeconds(5));
    }
    InputStream lines = body == null ? InputStream.nullInputStream() : body;
    InputStream answers =
        new BatchAnswers(
            new BatchLines(lines, maxBytes + 2, maxBatchBytes), this::line, json, batches::release);
    return HttpResponse.ok(answers).contentType(NDJSON).header("Cache-Control", "no-store");
  }

  /**
   * A line that is refused while lines before it are under way may depend on one of them, as on the
   * registration of its key: it is submitted again when they are done.
   */
  private LineResponse line(long number, BatchLines.Next line, Callable<Boolean> others)
      throws Exception {
    Outcome outcome = outcome(line);
    boolean stands = outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Known;
    if (!stands && others.call()) {
      outcome = outcome(line);
    }
    HttpResponse<?> response = SubmissionEndpoint.response(outcome);
    return new LineResponse(
        number,
        response.code(),
        response.body() instanceof SubmissionResponse submission
            ? SubmissionResponse.json(Bytes.copyOf(json.writeValueAsBytes(submission)))
            : null,
        response.body() instanceof Problem problem ? problem : null);
  }

  private Outcome outcome(BatchLines.Next line) {
    return switch (line) {
      case BatchLines.Line(Bytes bytes) -> outcome(bytes);
      case BatchLines.TooLong tooLong -> new Outcome.TooLarge(maxBytes);
      case BatchLines.TooMany tooMany -> new Outcome.TooLarge(maxBatchBytes);
      case BatchLines.End end -> throw new IllegalArgumentException("the end is no line");
    };
  }

  private Outcome outcome(Bytes line) {
    return switch (JsonReader.read(line)) {
      case JsonReader.Value(JsonString(var jws)) ->
          submissions.submit(EnvelopeFormat.JOSE, Bytes.ofUtf8(jws));
      case JsonReader.Value(JsonObject envelope) ->
          submissions.submit(
              envelope.get("payloadType") == null ? EnvelopeFormat.JOSE_JSON : EnvelopeFormat.DSSE,
              line);
      case JsonReader.Value other ->
          malformed("The line is neither an object nor a string; want an envelope.");
      case JsonReader.NotJson(long at, var detail) ->
          malformed("At byte %d of the line: %s".formatted(at, detail));
    };
  }

  private static Outcome malformed(String detail) {
    return new Outcome.Malformed(List.of(new Fault("", detail)));
  }

  /**
   * The answer to one line.
   *
   * @param line its zero-based number, blank lines not counted
   * @param status as if it had been submitted alone
   * @param submission what became of it, a `Submission`; null when it was refused
   * @param problem why it was refused; null when it is in the log
   */
  @Serdeable
  @Schema(name = "BatchLine")
  record LineResponse(
      long line,
      int status,
      @Parameters.AnyObject @Nullable Json submission,
      @Schema(type = "object") @Nullable Problem problem) {}
}
