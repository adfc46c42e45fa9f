package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
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
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.evalledger.bytes.Bytes;
import org.evalledger.catalogue.ModelFacts;
import org.evalledger.catalogue.ModelFilter;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.catalogue.Models;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.catalogue.Transparency;
import org.jspecify.annotations.Nullable;

/** Models, and what the ledger knows of each. */
@Controller("/v1/models")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "models")
final class ModelEndpoint {
  private static final List<String> ACCESS = List.of("unknown", "open", "gated", "api", "closed");
  private static final int SHOWN = 1_000;

  /** Models in a page; all results of each are counted, so that a page takes its time. */
  private static final int MOST = 100;

  private final Models models;

  ModelEndpoint(Models models) {
    this.models = models;
  }

  /** Models in the order in which they were first named. */
  @Get("{?namespace,baseModel,access,minParameters,maxParameters,after,limit}")
  @Operation(operationId = "listModels", summary = "Models that somebody spoke about")
  @ApiResponse(responseCode = "200", description = "Some models, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  ModelListResponse list(
      @Parameter(description = "Only models of this namespace.") @Nullable @QueryValue
          String namespace,
      @Parameter(description = "Only models made from this one, `namespace/name`.")
          @Nullable
          @QueryValue
          String baseModel,
      @Parameter(
              description = "Only models to which, as their owner states, there is such access.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"unknown", "open", "gated", "api", "closed"}))
          @Nullable
          @QueryValue
          String access,
      @Parameters.ParameterCount @Nullable @QueryValue Long minParameters,
      @Parameters.ParameterCount @Nullable @QueryValue Long maxParameters,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    int most = Integer.min(paging.limit(), MOST);
    Words.check("access", access, ACCESS);
    List<ModelSummary> found =
        models.find(
            new ModelFilter(
                Words.name("namespace", namespace),
                Words.name("baseModel", baseModel),
                access,
                minParameters,
                maxParameters,
                paging.index(),
                most + 1));
    boolean more = found.size() > most;
    List<ModelSummary> page = more ? found.subList(0, most) : found;
    return new ModelListResponse(page, more ? Long.toString(page.getLast().firstEntry()) : null);
  }

  /** One model. */
  @Get("/{namespace}/{name}")
  @Operation(
      operationId = "getModel",
      summary = "What is known of a model",
      description =
          "What its owner states, and its current results by dimension: those of whole benchmarks"
              + " first, 1,000 at most. All of them are at `/v1/scores?model=`.")
  @ApiResponse(
      responseCode = "200",
      description = "The model.",
      content = @Content(schema = @Schema(implementation = ModelResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> one(
      @Namespace @PathVariable String namespace, @ModelName @PathVariable String name) {
    return of(namespace, name, summary -> HttpResponse.ok(response(summary)));
  }

  private ModelResponse response(ModelSummary summary) {
    List<ModelScore> current = models.current(summary.model());
    return new ModelResponse(
        summary,
        models.facts(summary.model()).orElse(null),
        models.revisions(summary.model()),
        DimensionResponse.of(current),
        current.size() == SHOWN);
  }

  /** All results of a model, past ones too. */
  @Get("/{namespace}/{name}/history{?benchmark,revision,after,limit}")
  @Operation(
      operationId = "listModelHistory",
      summary = "All results of a model over revisions and versions",
      description = "Also what was superseded or withdrawn, each with the entry that did it.")
  @ApiResponse(
      responseCode = "200",
      description = "Some results, and where the list goes on.",
      content = @Content(schema = @Schema(implementation = ModelHistoryResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> history(
      @Namespace @PathVariable String namespace,
      @ModelName @PathVariable String name,
      @Parameter(description = "Only this benchmark.") @Nullable @QueryValue String benchmark,
      @Parameter(description = "Only this revision of the model.") @Nullable @QueryValue
          String revision,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    String wanted = Words.name("benchmark", benchmark);
    String weights = Words.name("revision", revision);
    return of(
        namespace,
        name,
        summary -> {
          List<ModelScore> found =
              models.history(summary.model(), wanted, weights, paging.after(), paging.limit() + 1);
          boolean more = found.size() > paging.limit();
          List<ModelScore> page = more ? found.subList(0, paging.limit()) : found;
          String next =
              more
                  ? new Position(page.getLast().index(), page.getLast().result()).toString()
                  : null;
          return HttpResponse.ok(new ModelHistoryResponse(page, next));
        });
  }

  /** How much is stated. */
  @Get("/{namespace}/{name}/transparency")
  @Operation(
      operationId = "getModelTransparency",
      summary = "What is stated about a model and its evaluations, and what is not",
      description =
          "Counted over the facts of its newest 200 evaluations and of its owner's statement.")
  @ApiResponse(
      responseCode = "200",
      description = "How often each thing is stated.",
      content = @Content(schema = @Schema(implementation = Transparency.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> transparency(
      @Namespace @PathVariable String namespace, @ModelName @PathVariable String name) {
    return of(namespace, name, summary -> HttpResponse.ok(models.transparency(summary.model())));
  }

  /** What one should know. */
  @Get("/{namespace}/{name}/brief")
  @Operation(operationId = "getModelBrief", summary = "A model in one paragraph")
  @ApiResponse(
      responseCode = "200",
      description = "The figures, and the same in words.",
      content = @Content(schema = @Schema(implementation = BriefResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> brief(
      @Namespace @PathVariable String namespace, @ModelName @PathVariable String name) {
    return of(
        namespace,
        name,
        summary -> {
          ModelFacts facts = models.facts(summary.model()).orElse(null);
          return HttpResponse.ok(
              new BriefResponse(summary, facts, ModelWords.paragraph(summary, facts)));
        });
  }

  /** A picture for pages about the model. */
  @Get("/{namespace}/{name}/badge.svg")
  @Produces(Badge.MEDIA_TYPE)
  @Operation(operationId = "getModelBadge", summary = "A badge for pages about a model")
  @ApiResponse(
      responseCode = "200",
      description = "SVG without scripts and links.",
      content =
          @Content(
              mediaType = Badge.MEDIA_TYPE,
              schema = @Schema(type = "string", format = "binary")))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> badge(
      @Namespace @PathVariable String namespace, @ModelName @PathVariable String name) {
    return of(
        namespace,
        name,
        summary -> {
          byte[] svg = Badge.of(summary);
          return Immutable.butForMarks(svg, Bytes.copyOf(svg).sha256().hex())
              .contentType(Badge.MEDIA_TYPE)
              .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        });
  }

  private HttpResponse<?> of(
      String namespace, String name, Function<ModelSummary, HttpResponse<?>> answer) {
    String model = namespace + "/" + name;
    // No database text holds NUL, so there is no such model.
    return (model.indexOf('\0') >= 0 ? Optional.<ModelSummary>empty() : models.summary(model))
        .<HttpResponse<?>>map(answer)
        .orElseGet(
            () ->
                ProblemResponses.of(
                    ProblemType.NOT_FOUND, "Nobody spoke about a model of that name."));
  }

  /** Of a model. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Namespace of the model, `_` where it has none.",
      schema = @Schema(type = "string", minLength = 1, maxLength = 256))
  @interface Namespace {}

  /** Of a model. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      description = "Name of the model in its namespace.",
      schema = @Schema(type = "string", minLength = 1, maxLength = 256))
  @interface ModelName {}

  /**
   * Some models.
   *
   * @param items in the order in which they were first named
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "ModelList")
  record ModelListResponse(List<ModelSummary> items, @Nullable String next) {}

  /**
   * A model.
   *
   * @param summary in short
   * @param facts what its owner states; null when nothing
   * @param revisions with results, 1,000 at most
   * @param dimensions its current results
   * @param more whether there are more current results than these
   */
  @Serdeable
  @Schema(name = "Model")
  record ModelResponse(
      ModelSummary summary,
      @Schema(type = "object") @Nullable ModelFacts facts,
      List<String> revisions,
      List<DimensionResponse> dimensions,
      boolean more) {}

  /**
   * Current results that say something about one thing.
   *
   * @param dimension such as {@code math}
   * @param scores by benchmark
   */
  @Serdeable
  @Schema(name = "DimensionScores")
  record DimensionResponse(String dimension, List<ModelScore> scores) {
    static List<DimensionResponse> of(List<ModelScore> scores) {
      Map<String, List<ModelScore>> grouped = new LinkedHashMap<>();
      for (ModelScore score : scores) {
        grouped.computeIfAbsent(score.dimension(), d -> new ArrayList<>()).add(score);
      }
      return grouped.entrySet().stream()
          .map(dimension -> new DimensionResponse(dimension.getKey(), dimension.getValue()))
          .toList();
    }
  }

  /**
   * Results of a model.
   *
   * @param items in the order (index, result)
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "ModelHistory")
  record ModelHistoryResponse(List<ModelScore> items, @Nullable String next) {}

  /**
   * A model in one paragraph.
   *
   * @param summary the figures
   * @param facts what its owner states; null when nothing
   * @param text the same in English
   */
  @Serdeable
  @Schema(name = "ModelBrief")
  record BriefResponse(
      ModelSummary summary, @Schema(type = "object") @Nullable ModelFacts facts, String text) {}
}
