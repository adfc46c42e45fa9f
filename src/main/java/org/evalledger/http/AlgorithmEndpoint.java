package org.evalledger.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.ledger.StandingPolicy;
import org.evalledger.registry.Registry;
import org.evalledger.suspicion.Algorithm;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/** How suspicion is computed. */
@Controller("/v1/suspicion")
@Tag(name = "suspicion")
final class AlgorithmEndpoint {
  private final Registry registry;

  AlgorithmEndpoint(Registry registry) {
    this.registry = registry;
  }

  /** Formulae and constants of every version, and the thresholds in force. */
  @Get("/algorithms")
  @Operation(operationId = "listAlgorithms", summary = "How suspicion is computed, by version")
  @ApiResponse(responseCode = "200", description = "All versions, the oldest first.")
  AlgorithmListResponse algorithms() {
    var ledger = registry.ledger();
    var inForce = Thresholds.of(ledger);
    return new AlgorithmListResponse(
        Algorithm.all().stream().map(AlgorithmResponse::of).toList(),
        Algorithm.all().getLast().id(),
        new PolicyResponse(
            ledger.policy().map(StandingPolicy::index).map(index -> index.value()).orElse(null),
            Double.toString(inForce.watch()),
            Double.toString(inForce.flagged()),
            Double.toString(inForce.tau().choice()),
            Double.toString(inForce.tau().generative())),
        null);
  }

  /**
   * All versions.
   *
   * @param items the oldest first
   * @param current id of the one in force
   * @param policy what the operator lays down for it
   * @param next null: all of them come at once
   */
  @Serdeable
  @Schema(name = "AlgorithmList")
  record AlgorithmListResponse(
      List<AlgorithmResponse> items,
      String current,
      PolicyResponse policy,
      @Nullable String next) {}

  /**
   * A version.
   *
   * @param id as it stands in records
   * @param formulae in the order in which they are applied
   * @param constants built in
   */
  @Serdeable
  @Schema(name = "Algorithm")
  record AlgorithmResponse(
      String id, List<FormulaResponse> formulae, List<ConstantResponse> constants) {
    static AlgorithmResponse of(Algorithm algorithm) {
      return new AlgorithmResponse(
          algorithm.id(),
          algorithm.formulae().stream().map(f -> new FormulaResponse(f.name(), f.text())).toList(),
          algorithm.constants().stream()
              .map(c -> new ConstantResponse(c.name(), c.value()))
              .toList());
    }
  }

  /**
   * One step.
   *
   * @param name in a word or two
   * @param text how it is computed
   */
  @Serdeable
  @Schema(name = "Formula")
  record FormulaResponse(String name, String text) {}

  /**
   * One constant.
   *
   * @param name in words
   * @param value a decimal
   */
  @Serdeable
  @Schema(name = "Constant")
  record ConstantResponse(String name, String value) {}

  /**
   * What holds for results to come.
   *
   * @param entry the policy's; null where what is built in holds
   * @param watch suspicion from which a result is watched
   * @param flagged suspicion from which it is flagged
   * @param tauChoice how far unlike protocols lie apart where answers are chosen
   * @param tauGenerative the same where they are written
   */
  @Serdeable
  @Schema(name = "PolicyInForce")
  record PolicyResponse(
      @Nullable Long entry, String watch, String flagged, String tauChoice, String tauGenerative) {}
}
