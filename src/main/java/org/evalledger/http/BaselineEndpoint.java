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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.SizeBand;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.BaselineView;
import org.evalledger.catalogue.Baselines;
import org.evalledger.catalogue.ProtocolCount;
import org.jspecify.annotations.Nullable;

/** What size-matched models score. */
@Controller("/v1/benchmarks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "suspicion")
final class BaselineEndpoint {
  private final Baselines baselines;

  BaselineEndpoint(Baselines baselines) {
    this.baselines = baselines;
  }

  /** Quantiles by size under one protocol, with the results nearest in size. */
  @Get("/{id}/baseline{?parameters,protocol,version,task,metric}")
  @Operation(
      operationId = "getBaseline",
      summary = "What models of a size score on a benchmark",
      description =
          "Quantiles of the latest current result of each model revision, weighted by nearness in"
              + " size. It shows all models; an assessment leaves out those of the submitter's own"
              + " organisation, near-copies and the model's lineage, and corrects for time.")
  @ApiResponse(
      responseCode = "200",
      description = "The baseline; without results it has no bands.",
      content = @Content(schema = @Schema(implementation = BaselineResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> baseline(
      @Parameter(
              description = "Id of the benchmark.",
              schema = @Schema(type = "string", minLength = 1, maxLength = 256))
          @PathVariable
          String id,
      @Parameter(
              description = "The size asked for; ten sizes are shown when it is left out.",
              schema =
                  @Schema(
                      type = "integer",
                      format = "int64",
                      minimum = "1",
                      maximum = "1000000000000000000"))
          @Nullable
          @QueryValue
          Long parameters,
      @Parameter(
              description =
                  "The protocol, as score rows have it; the one with most models when it is left"
                      + " out.")
          @Nullable
          @QueryValue
          String protocol,
      @Parameter(description = "Version of the benchmark; the newest when it is left out.")
          @Nullable
          @QueryValue
          String version,
      @Parameter(description = "Part of the benchmark; all of it when it is left out.")
          @Nullable
          @QueryValue
          String task,
      @Parameter(description = "What is measured; the primary metric when it is left out.")
          @Nullable
          @QueryValue
          String metric) {
    if (parameters != null && (parameters < 1 || parameters > 1_000_000_000_000_000_000L)) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, "parameters is " + parameters + "; want 1 to 10^18.");
    }
    Optional<BaselineView> found =
        baselines.of(
            new BaselineQuestion(
                id,
                Words.name("version", version),
                Words.name("task", task),
                Words.name("metric", metric),
                Words.name("protocol", protocol),
                parameters));
    return found.isPresent()
        ? HttpResponse.ok(BaselineResponse.of(found.get()))
        : ProblemResponses.of(
            ProblemType.NOT_FOUND, "There is no such benchmark, version, task or metric.");
  }

  /**
   * A baseline.
   *
   * @param benchmark id
   * @param benchmarkVersion its version
   * @param task part of it; null for all of it
   * @param metric what is measured
   * @param unit of its values
   * @param protocol which one; null where there is no result at all
   * @param protocols all there are, those with most models first
   * @param models how many models the bands rest on
   * @param bands by size, the smallest first
   */
  @Serdeable
  @Schema(name = "Baseline")
  record BaselineResponse(
      String benchmark,
      String benchmarkVersion,
      @Nullable String task,
      String metric,
      String unit,
      @Nullable String protocol,
      List<ProtocolCount> protocols,
      int models,
      List<BandResponse> bands) {
    static BaselineResponse of(BaselineView view) {
      return new BaselineResponse(
          view.benchmark().benchmark(),
          view.benchmark().version(),
          view.task(),
          view.metric().id(),
          view.metric().unit(),
          view.protocol(),
          view.protocols(),
          view.models(),
          view.bands().stream().map(BandResponse::of).toList());
    }
  }

  /**
   * What models of about one size score.
   *
   * @param parameters the size
   * @param effectiveModels how many models it rests on, by weight; a decimal
   * @param quantiles of the values, smallest share first
   * @param neighbours up to ten results nearest in size, the nearest first
   */
  @Serdeable
  @Schema(name = "Band")
  record BandResponse(
      long parameters,
      String effectiveModels,
      List<QuantileResponse> quantiles,
      List<NeighbourResponse> neighbours) {
    static BandResponse of(SizeBand band) {
      return new BandResponse(
          band.parameters().value().setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
          BigDecimal.valueOf(band.effective()).setScale(1, RoundingMode.HALF_EVEN).toPlainString(),
          band.quantiles().stream()
              .map(q -> new QuantileResponse(q.share(), q.value().toPlainString()))
              .toList(),
          band.neighbours().stream().map(NeighbourResponse::of).toList());
    }
  }

  /**
   * A value below which a share of the models lies.
   *
   * @param share of the models, a decimal
   * @param value one that was printed
   */
  @Serdeable
  @Schema(name = "Quantile")
  record QuantileResponse(String share, String value) {}

  /**
   * A result near in size.
   *
   * @param index of its entry
   * @param result zero-based position in the entry
   * @param model {@code namespace/name}
   * @param parameters of the model
   * @param value as printed
   */
  @Serdeable
  @Schema(name = "Neighbour")
  record NeighbourResponse(long index, int result, String model, long parameters, String value) {
    static NeighbourResponse of(SizeBand.Point point) {
      return new NeighbourResponse(
          point.position().index(),
          point.position().result(),
          point.model(),
          point.parameters().value().longValueExact(),
          point.value().toPlainString());
    }
  }
}
