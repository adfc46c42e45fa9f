package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.ComparisonRow;
import org.evalledger.catalogue.Comparisons;
import org.evalledger.catalogue.Frontier;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.Leaderboards;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.http.LeaderboardEndpoint.Slice;
import org.jspecify.annotations.Nullable;

/** Models held against each other, and score against size. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "models")
final class ComparisonEndpoint {
  private final Comparisons comparisons;
  private final Models models;
  private final Leaderboards leaderboards;

  ComparisonEndpoint(Comparisons comparisons, Models models, Leaderboards leaderboards) {
    this.comparisons = comparisons;
    this.models = models;
    this.leaderboards = leaderboards;
  }

  /** What two to six models have in common. */
  @Get("/compare{?model*,after,limit}")
  @Operation(
      operationId = "compareModels",
      summary = "Two to six models where they were measured alike",
      description =
          "A row is one benchmark, task, metric and protocol on which two of the models at least"
              + " have current results over all items. A column is what one submitter measured of"
              + " one model: results that differ in nothing but their seed, with their median, and"
              + " whether it differs from the first of the row beyond sampling error (1.96 standard"
              + " errors of the difference; stated errors, else the binomial one of a proportion)"
              + " where both were measured under the same conditions.")
  @ApiResponse(
      responseCode = "200",
      description = "The models and some rows, and where the list goes on.",
      content = @Content(schema = @Schema(implementation = ComparisonResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> compare(
      @Parameter(
              description = "A model, `namespace/name`; given two to six times.",
              array = @ArraySchema(minItems = 2, maxItems = 6, schema = @Schema(type = "string")))
          @QueryValue
          List<String> model,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    List<String> wanted = model.stream().distinct().toList();
    if (wanted.size() < 2 || wanted.size() > Comparisons.MAX_MODELS) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST,
          "model names %d models; want 2 to %d.".formatted(wanted.size(), Comparisons.MAX_MODELS));
    }
    var summaries = new ArrayList<ModelSummary>();
    for (String each : wanted) {
      Words.name("model", each);
      Optional<ModelSummary> summary = models.summary(each);
      if (summary.isEmpty()) {
        return ProblemResponses.of(
            ProblemType.NOT_FOUND, "Nobody spoke about one of these models.");
      }
      summaries.add(summary.get());
    }
    Comparisons.Comparison comparison = comparisons.of(wanted);
    Slice<ComparisonRow> slice = Slice.of(comparison.rows(), paging);
    return HttpResponse.ok(
        new ComparisonResponse(summaries, slice.items(), slice.next(), comparison.cut()));
  }

  /** Score against size. */
  @Get("/frontier{?benchmark,version,task,metric,protocol,k,after,limit}")
  @Operation(
      operationId = "getFrontier",
      summary = "Score against size on a benchmark",
      description =
          "The leaderboard's rows of known size, the smallest first; `frontier` marks those that no"
              + " row of at most their size equals or beats.")
  @ApiResponse(
      responseCode = "200",
      description = "Some rows, and where the list goes on.",
      content = @Content(schema = @Schema(implementation = FrontierResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> frontier(
      @LeaderboardEndpoint.BenchmarkId @QueryValue String benchmark,
      @LeaderboardEndpoint.Version @Nullable @QueryValue String version,
      @LeaderboardEndpoint.Task @Nullable @QueryValue String task,
      @LeaderboardEndpoint.MetricId @Nullable @QueryValue String metric,
      @LeaderboardEndpoint.Protocol @Nullable @QueryValue String protocol,
      @LeaderboardEndpoint.Tries @Nullable @QueryValue Integer k,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    return leaderboards
        .of(
            LeaderboardEndpoint.question(
                benchmark, version, task, metric, protocol, k, null, false))
        .<HttpResponse<?>>map(board -> HttpResponse.ok(FrontierResponse.of(board, paging)))
        .orElseGet(
            () ->
                ProblemResponses.of(
                    ProblemType.NOT_FOUND, "There is no such benchmark, version, task or metric."));
  }

  /**
   * Models held against each other.
   *
   * @param models in the order in which they were asked for
   * @param items what they have in common, whole benchmarks first
   * @param next to be given as {@code after} for those behind; null when there are none
   * @param cut whether more results than can be taken were left out
   */
  @Serdeable
  @Schema(name = "Comparison")
  record ComparisonResponse(
      List<ModelSummary> models, List<ComparisonRow> items, @Nullable String next, boolean cut) {}

  /**
   * Score against size.
   *
   * @param benchmark id
   * @param benchmarkVersion its version
   * @param task part of it; null for all of it
   * @param metric what is measured
   * @param protocol which one; null where there is no result at all
   * @param k tries of a pass-at-k metric; null for other metrics
   * @param items the smallest first
   * @param next to be given as {@code after} for those behind; null when there are none
   * @param cut whether more results than can be taken were left out
   */
  @Serdeable
  @Schema(name = "Frontier")
  record FrontierResponse(
      String benchmark,
      String benchmarkVersion,
      @Nullable String task,
      String metric,
      @Nullable String protocol,
      @Nullable Integer k,
      List<Frontier.Point> items,
      @Nullable String next,
      boolean cut) {
    static FrontierResponse of(Leaderboard board, Paging paging) {
      Slice<Frontier.Point> slice = Slice.of(Frontier.of(board), paging);
      return new FrontierResponse(
          board.benchmark().benchmark(),
          board.benchmark().version(),
          board.task(),
          board.metric().id(),
          board.protocol(),
          board.k(),
          slice.items(),
          slice.next(),
          board.cut());
    }
  }
}
