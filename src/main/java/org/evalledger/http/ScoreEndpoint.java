package org.evalledger.http;

import io.micronaut.http.HttpRequest;
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
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.catalogue.Score;
import org.evalledger.catalogue.ScoreFilter;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.catalogue.Scores;
import org.jspecify.annotations.Nullable;

/** The consumer's call. */
@Controller("/v1/scores")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "scores")
final class ScoreEndpoint {
  private final Scores scores;
  private final ScoreTables tables;

  ScoreEndpoint(Scores scores, ScoreTables tables) {
    this.scores = scores;
    this.tables = tables;
  }

  /** Current results; with {@code history=true} every version. */
  @Get(
      "{?model,benchmark,task,metric,dimension,submitter,relation,standing,minStanding,"
          + "minParameters,maxParameters,history,after,limit}")
  @Produces({MediaType.APPLICATION_JSON, ScoreTables.CSV, ScoreTables.NDJSON, ScoreTables.PARQUET})
  @Operation(
      operationId = "listScores",
      summary = "Verified scores",
      description =
          "JSON, CSV, NDJSON or Parquet, as `Accept` asks; where the list goes on, each says by a"
              + " `Link` with `rel=\"next\"`, JSON in `next` too.")
  @ApiResponse(
      responseCode = "200",
      description = "Some scores, and where the list goes on.",
      headers =
          @Header(
              name = "Link",
              description = "The address of what comes behind, with `rel=\"next\"`, if anything.",
              schema = @Schema(type = "string")),
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ScoreListResponse.class)),
        @Content(mediaType = ScoreTables.CSV, schema = @Schema(type = "string")),
        @Content(
            mediaType = ScoreTables.NDJSON,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = ScoreTables.PARQUET,
            schema = @Schema(type = "string", format = "binary"))
      })
  @Responses.OfParameters
  @Responses.OfDatabase
  HttpResponse<?> list(
      HttpRequest<?> request,
      @Parameter(description = "Only this model, `namespace/name`.") @Nullable @QueryValue
          String model,
      @Parameter(description = "Only this benchmark.") @Nullable @QueryValue String benchmark,
      @Parameter(description = "Only this task.") @Nullable @QueryValue String task,
      @Parameter(description = "Only this metric.") @Nullable @QueryValue String metric,
      @Parameter(description = "Only benchmarks of this dimension.") @Nullable @QueryValue
          String dimension,
      @Parameter(description = "Only results of this submitter.") @Nullable @QueryValue
          String submitter,
      @Parameters.RelationWord @Nullable @QueryValue String relation,
      @Parameters.StandingWord @Nullable @QueryValue String standing,
      @Parameters.StandingWord @Nullable @QueryValue String minStanding,
      @Parameters.ParameterCount @Nullable @QueryValue Long minParameters,
      @Parameters.ParameterCount @Nullable @QueryValue Long maxParameters,
      @Parameter(
              description =
                  "Whether superseded and withdrawn results come too; `true` by default where"
                      + " `standing` asks for one of these two, otherwise `false`.",
              schema = @Schema(type = "boolean"))
          @Nullable
          @QueryValue
          String history,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    Words.check("relation", relation, Words.RELATIONS);
    List<Score> found =
        scores.find(
            new ScoreFilter(
                Words.name("model", model),
                Words.name("benchmark", benchmark),
                Words.name("task", task),
                Words.name("metric", metric),
                Words.name("dimension", dimension),
                Words.name("submitter", submitter),
                relation,
                Words.standings(standing, minStanding),
                minParameters,
                maxParameters,
                Words.history(history, standing),
                paging.after(),
                paging.limit() + 1));
    boolean more = found.size() > paging.limit();
    List<Score> page = more ? found.subList(0, paging.limit()) : found;
    String next =
        more ? new Position(page.getLast().index(), page.getLast().result()).toString() : null;
    return tables.response(request, page, next);
  }

  /**
   * Some scores.
   *
   * @param items in the order (index, result)
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "ScoreList")
  record ScoreListResponse(List<Score> items, @Nullable String next) {}
}
