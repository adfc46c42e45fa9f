package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evalledger.catalogue.BenchmarkCounts;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Leaderboards;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.ledger.Benchmark;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** Registered benchmarks and their versions. */
@Controller("/v1/benchmarks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "benchmarks")
final class BenchmarkEndpoint {
  private final Benchmarks benchmarks;
  private final Leaderboards leaderboards;

  BenchmarkEndpoint(Benchmarks benchmarks, Leaderboards leaderboards) {
    this.benchmarks = benchmarks;
    this.leaderboards = leaderboards;
  }

  /** Benchmarks in the order in which they were first registered. */
  @Get("{?dimension,after,limit}")
  @Operation(operationId = "listBenchmarks", summary = "Registered benchmarks")
  @ApiResponse(responseCode = "200", description = "Some benchmarks, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  BenchmarkListResponse list(
      @Parameter(description = "Only benchmarks that say something about this dimension.")
          @Nullable
          @QueryValue
          String dimension,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    List<Benchmarks.Registered> found =
        benchmarks.find(Words.name("dimension", dimension), paging.index(), paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Benchmarks.Registered> page = more ? found.subList(0, paging.limit()) : found;
    return new BenchmarkListResponse(
        page.stream().map(BenchmarkEndpoint::summary).toList(),
        more ? Long.toString(page.getLast().firstEntry()) : null);
  }

  private static BenchmarkSummaryResponse summary(Benchmarks.Registered benchmark) {
    BenchmarkStatement newest = benchmark.newest().statement();
    return new BenchmarkSummaryResponse(
        benchmark.id(),
        benchmark.firstEntry(),
        newest.dimension(),
        benchmark.versions().stream().map(v -> v.statement().benchmark().version()).toList(),
        newest.tasks().size(),
        newest.items(),
        newest.metrics().stream().map(Metric::id).toList());
  }

  /** One benchmark. */
  @Get("/{id}")
  @Operation(operationId = "getBenchmark", summary = "A benchmark with all its versions")
  @ApiResponse(
      responseCode = "200",
      description = "The benchmark.",
      content = @Content(schema = @Schema(implementation = BenchmarkResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> one(
      @Parameter(
              description = "Id of the benchmark.",
              schema = @Schema(type = "string", minLength = 1, maxLength = 256))
          @PathVariable
          String id) {
    Optional<Benchmarks.Registered> found =
        id.indexOf('\0') >= 0 ? Optional.empty() : benchmarks.of(id);
    return found
        .<HttpResponse<?>>map(benchmark -> HttpResponse.ok(response(benchmark)))
        .orElseGet(() -> missing(id));
  }

  private BenchmarkResponse response(Benchmarks.Registered benchmark) {
    return new BenchmarkResponse(
        benchmark.id(),
        leaderboards.counts(benchmark.id(), null),
        benchmark.versions().stream()
            .map(version -> VersionResponse.of(version, benchmarks.facts(version)))
            .toList());
  }

  private HttpResponse<?> missing(String id) {
    return ProblemResponses.of(
        ProblemType.NOT_FOUND,
        benchmarks
            .alias(id)
            .map(
                name ->
                    "There is no benchmark of that id; it is another name of %s."
                        .formatted(name.benchmark()))
            .orElse("There is no benchmark of that id."));
  }

  /**
   * Some benchmarks.
   *
   * @param items in the order in which they were first registered
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "BenchmarkList")
  record BenchmarkListResponse(List<BenchmarkSummaryResponse> items, @Nullable String next) {}

  /**
   * A benchmark in short, as its newest version has it.
   *
   * @param benchmark its id
   * @param firstEntry the entry that registered its first version
   * @param dimension what it says something about
   * @param versions in the order in which they were registered
   * @param tasks how many parts it has
   * @param items how many items; null when not known
   * @param metrics what it measures
   */
  @Serdeable
  @Schema(name = "BenchmarkSummary")
  record BenchmarkSummaryResponse(
      String benchmark,
      long firstEntry,
      String dimension,
      List<String> versions,
      int tasks,
      @Nullable Long items,
      List<String> metrics) {}

  /**
   * A benchmark.
   *
   * @param benchmark its id
   * @param counts how much there is of it
   * @param versions in the order in which they were registered
   */
  @Serdeable
  @Schema(name = "Benchmark")
  record BenchmarkResponse(
      String benchmark, BenchmarkCounts counts, List<VersionResponse> versions) {}

  /**
   * A version of a benchmark.
   *
   * @param version its name
   * @param entry that registered it
   * @param submitter who did
   * @param dimension what it says something about
   * @param items how many it has; null when not known
   * @param url where it is described
   * @param licence of its data; null when not known
   * @param publishedAt the day it came out; null when not said
   * @param retiredAt the day from which it should not be used; null while there is none
   * @param successor what to use instead; null for nothing
   * @param judge the model that judges answers; null for none
   * @param aliases other names
   * @param metrics what it measures
   * @param tasks its parts
   * @param promptFamilies names of prompts that make results comparable
   */
  @Serdeable
  @Schema(name = "BenchmarkVersion")
  record VersionResponse(
      String version,
      long entry,
      String submitter,
      String dimension,
      @Nullable Long items,
      @Nullable String url,
      @Nullable String licence,
      @Nullable String publishedAt,
      @Nullable String retiredAt,
      @Nullable String successor,
      @Nullable String judge,
      List<String> aliases,
      List<MetricResponse> metrics,
      List<TaskResponse> tasks,
      List<String> promptFamilies) {
    static VersionResponse of(Benchmark benchmark, JsonObject facts) {
      BenchmarkStatement statement = benchmark.statement();
      return new VersionResponse(
          statement.benchmark().version(),
          benchmark.index().value(),
          statement.header().submitter().value(),
          statement.dimension(),
          statement.items(),
          text(facts.get("url")),
          text(facts.get("licence")),
          text(facts.get("publishedAt")),
          text(facts.get("retiredAt")),
          text(facts.get("successor")),
          facts.get("judge") instanceof JsonObject judge ? text(judge.get("model")) : null,
          statement.aliases(),
          statement.metrics().stream().map(MetricResponse::of).toList(),
          statement.tasks().stream().map(TaskResponse::of).toList(),
          statement.promptFamilies().stream().map(BenchmarkStatement.PromptFamily::id).toList());
    }

    private static @Nullable String text(@Nullable Json member) {
      return member instanceof JsonString(var text) ? text : null;
    }
  }

  /**
   * What a benchmark measures.
   *
   * @param id its name
   * @param kind {@code proportion}, {@code mean}, {@code loss}, {@code rating} or {@code rate}
   * @param unit of its values
   * @param direction which values are better: {@code higher}, {@code lower} or {@code target}
   * @param target which value is best, where that is the direction; null otherwise
   * @param minimum the least possible value; null when unbounded
   * @param maximum the largest possible value; null when unbounded
   * @param chance what guessing reaches; null when not known or without meaning
   * @param trials of an item
   * @param primary whether leaderboards show this one first
   * @param dimension what it says something about, where that is not the benchmark's own; null
   *     otherwise
   */
  @Serdeable
  @Schema(name = "Metric")
  record MetricResponse(
      String id,
      String kind,
      String unit,
      String direction,
      @Nullable String target,
      @Nullable String minimum,
      @Nullable String maximum,
      @Nullable String chance,
      long trials,
      boolean primary,
      @Nullable String dimension) {
    static MetricResponse of(Metric metric) {
      return new MetricResponse(
          metric.id(),
          metric.kind().name().toLowerCase(Locale.ROOT),
          metric.unit(),
          switch (metric.direction()) {
            case Metric.Direction.Higher higher -> "higher";
            case Metric.Direction.Lower lower -> "lower";
            case Metric.Direction.Target target -> "target";
          },
          metric.direction() instanceof Metric.Direction.Target(var target) ? target.text() : null,
          text(metric.minimum()),
          text(metric.maximum()),
          text(metric.chance()),
          metric.trials(),
          metric.primary(),
          metric.dimension());
    }
  }

  /**
   * A part of a benchmark.
   *
   * @param id its name
   * @param items how many it has; null when not known
   * @param chance what guessing reaches on it; null when that is the metric's, or not known
   * @param aliases other names
   */
  @Serdeable
  @Schema(name = "Task")
  record TaskResponse(
      String id, @Nullable Long items, @Nullable String chance, List<String> aliases) {
    static TaskResponse of(BenchmarkStatement.Task task) {
      return new TaskResponse(task.id(), task.items(), text(task.chance()), task.aliases());
    }
  }

  private static @Nullable String text(@Nullable Decimal value) {
    return Optional.ofNullable(value).map(Decimal::text).orElse(null);
  }
}
