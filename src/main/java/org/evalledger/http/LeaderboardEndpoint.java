package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.evalledger.catalogue.BenchmarkCounts;
import org.evalledger.catalogue.BenchmarkHealth;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.catalogue.Leaderboards;
import org.evalledger.catalogue.ProtocolCount;
import org.evalledger.catalogue.TriesCount;
import org.jspecify.annotations.Nullable;

/** Models on a benchmark, one protocol at a time. */
@Controller("/v1/benchmarks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "benchmarks")
final class LeaderboardEndpoint {
  private static final String NOTHING = "There is no such benchmark, version, task or metric.";

  private final Leaderboards leaderboards;

  LeaderboardEndpoint(Leaderboards leaderboards) {
    this.leaderboards = leaderboards;
  }

  /** Models by the median over seeds. */
  @Get(
      "/{id}/leaderboard{?version,task,metric,protocol,k,standing,minStanding,truncated,"
          + "minParameters,maxParameters,after,limit}")
  @Operation(
      operationId = "getLeaderboard",
      summary = "Models on a benchmark under one protocol",
      description =
          "A row is what one submitter measured of one model under settings that differ in nothing"
              + " but their seed: the median of its values, and how many there are. No best value"
              + " is picked. Filters by size leave rows out and change no rank.")
  @ApiResponse(
      responseCode = "200",
      description = "Some rows, the best first, and where the list goes on.",
      content = @Content(schema = @Schema(implementation = LeaderboardResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> leaderboard(
      @BenchmarkId @PathVariable String id,
      @Version @Nullable @QueryValue String version,
      @Task @Nullable @QueryValue String task,
      @MetricId @Nullable @QueryValue String metric,
      @Protocol @Nullable @QueryValue String protocol,
      @Tries @Nullable @QueryValue Integer k,
      @Parameters.StandingWord @Nullable @QueryValue String standing,
      @Parameters.StandingWord @Nullable @QueryValue String minStanding,
      @Truncated @Nullable @QueryValue String truncated,
      @Parameters.ParameterCount @Nullable @QueryValue Long minParameters,
      @Parameters.ParameterCount @Nullable @QueryValue Long maxParameters,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    LeaderboardQuestion question =
        question(
            id,
            version,
            task,
            metric,
            protocol,
            k,
            Words.standings(standing, minStanding),
            Words.flag("truncated", truncated));
    return leaderboards
        .of(question)
        .<HttpResponse<?>>map(
            board ->
                HttpResponse.ok(
                    LeaderboardResponse.of(
                        board, within(board.rows(), minParameters, maxParameters), paging)))
        .orElseGet(() -> ProblemResponses.of(ProblemType.NOT_FOUND, NOTHING));
  }

  private static List<LeaderboardRow> within(
      List<LeaderboardRow> rows, @Nullable Long minParameters, @Nullable Long maxParameters) {
    return rows.stream()
        .filter(
            row -> {
              Long parameters = row.parameters();
              return parameters == null
                  ? minParameters == null && maxParameters == null
                  : (minParameters == null || parameters >= minParameters)
                      && (maxParameters == null || parameters <= maxParameters);
            })
        .toList();
  }

  /** Whether a benchmark still tells models apart. */
  @Get("/{id}/health{?version,task,metric,protocol,k}")
  @Operation(
      operationId = "getBenchmarkHealth",
      summary = "Whether a benchmark still tells models apart",
      description =
          "`saturation`: how much of the way from chance (else the worst possible value) to the"
              + " best possible value the median of the leaderboard's best tenth has come."
              + " `spread`: the distance of the rows' ninth and first decile, as a share of that"
              + " way. Both need five rows and both ends. `flaggedShare`: of all current results of"
              + " the version, those flagged or inconsistent.")
  @ApiResponse(
      responseCode = "200",
      description = "The figures; null where there is too little to say.",
      content = @Content(schema = @Schema(implementation = HealthResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> health(
      @BenchmarkId @PathVariable String id,
      @Version @Nullable @QueryValue String version,
      @Task @Nullable @QueryValue String task,
      @MetricId @Nullable @QueryValue String metric,
      @Protocol @Nullable @QueryValue String protocol,
      @Tries @Nullable @QueryValue Integer k) {
    return leaderboards
        .health(question(id, version, task, metric, protocol, k, null, false))
        .<HttpResponse<?>>map(health -> HttpResponse.ok(HealthResponse.of(health)))
        .orElseGet(() -> ProblemResponses.of(ProblemType.NOT_FOUND, NOTHING));
  }

  static LeaderboardQuestion question(
      String id,
      @Nullable String version,
      @Nullable String task,
      @Nullable String metric,
      @Nullable String protocol,
      @Nullable Integer k,
      @Nullable List<String> standings,
      boolean truncated) {
    if (k != null && (k < 1 || k > 1_000_000)) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "k is " + k + "; want 1 to 1,000,000.");
    }
    return new LeaderboardQuestion(
        id,
        Words.name("version", version),
        Words.name("task", task),
        Words.name("metric", metric),
        Words.name("protocol", protocol),
        k,
        standings,
        truncated);
  }

  /** Which benchmark. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Id of the benchmark.",
      schema = @Schema(type = "string", minLength = 1, maxLength = 256))
  @interface BenchmarkId {}

  /** Which version. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(description = "Version of the benchmark; the newest when it is left out.")
  @interface Version {}

  /** Which part. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(description = "Part of the benchmark; all of it when it is left out.")
  @interface Task {}

  /** Which metric. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(description = "What is measured; the primary metric when it is left out.")
  @interface MetricId {}

  /** Which protocol. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description =
          "The protocol, as score rows have it; the one with most models when it is left out.")
  @interface Protocol {}

  /** How many tries. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description =
          "Tries of a pass-at-k metric; the number with most results when it is left out.",
      schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "1000000"))
  @interface Tries {}

  /** Whether runs that stopped early come too. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description =
          "Whether results come too for which not all registered items were scored, or whose"
              + " harness was told to stop early; `false` when it is left out.",
      schema = @Schema(type = "boolean"))
  @interface Truncated {}

  /**
   * A leaderboard.
   *
   * @param benchmark id
   * @param benchmarkVersion its version
   * @param task part of it; null for all of it
   * @param metric what is measured
   * @param unit of its values
   * @param protocol which one; null where there is no result at all
   * @param protocols all there are, those with most models first
   * @param k tries of a pass-at-k metric; null for other metrics
   * @param tries all numbers of tries under the protocol
   * @param items the best first
   * @param next to be given as {@code after} for those behind: how many were shown, so that a row
   *     may come twice or not at all where places change meanwhile; null when there are none
   * @param cut whether it rests on the newest 50,000 results of more, or more than 100 protocols
   *     were cut to those with most models
   */
  @Serdeable
  @Schema(name = "Leaderboard")
  record LeaderboardResponse(
      String benchmark,
      String benchmarkVersion,
      @Nullable String task,
      String metric,
      String unit,
      @Nullable String protocol,
      List<ProtocolCount> protocols,
      @Nullable Integer k,
      List<TriesCount> tries,
      List<LeaderboardRow> items,
      @Nullable String next,
      boolean cut) {
    static LeaderboardResponse of(Leaderboard board, List<LeaderboardRow> rows, Paging paging) {
      Slice<LeaderboardRow> slice = Slice.of(rows, paging);
      return new LeaderboardResponse(
          board.benchmark().benchmark(),
          board.benchmark().version(),
          board.task(),
          board.metric().id(),
          board.metric().unit(),
          board.protocol(),
          board.protocols(),
          board.k(),
          board.tries(),
          slice.items(),
          slice.next(),
          board.cut());
    }
  }

  /**
   * How healthy a benchmark is.
   *
   * @param benchmark id
   * @param benchmarkVersion its version
   * @param task part of it; null for all of it
   * @param metric what is measured
   * @param protocol which one; null where there is no result at all
   * @param k tries of a pass-at-k metric; null for other metrics
   * @param rows of the leaderboard
   * @param counts of all current results of the version
   * @param saturation 0 to 1, a decimal; null where there is too little to say
   * @param spread a decimal; null where there is too little to say
   * @param flaggedShare 0 to 1, a decimal; null without results
   */
  @Serdeable
  @Schema(name = "BenchmarkHealth")
  record HealthResponse(
      String benchmark,
      String benchmarkVersion,
      @Nullable String task,
      String metric,
      @Nullable String protocol,
      @Nullable Integer k,
      int rows,
      BenchmarkCounts counts,
      @Nullable String saturation,
      @Nullable String spread,
      @Nullable String flaggedShare) {
    static HealthResponse of(BenchmarkHealth health) {
      Leaderboard board = health.leaderboard();
      return new HealthResponse(
          board.benchmark().benchmark(),
          board.benchmark().version(),
          board.task(),
          board.metric().id(),
          board.protocol(),
          board.k(),
          board.rows().size(),
          health.counts(),
          health.saturation(),
          health.spread(),
          health.flaggedShare());
    }
  }

  /** A part of a list that has no order of its own in the log: the cursor counts what was shown. */
  record Slice<T>(List<T> items, @Nullable String next) {
    static <T> Slice<T> of(List<T> all, Paging paging) {
      int from = (int) Long.min(Long.max(paging.index(), 0), all.size());
      int to = Integer.min(from + paging.limit(), all.size());
      return new Slice<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }
  }
}
