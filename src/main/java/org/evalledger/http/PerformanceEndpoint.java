package org.evalledger.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CheckPrecision;
import org.jspecify.annotations.Nullable;

/** What reviewers' decisions say of the checks. */
@Controller("/v1/suspicion")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "suspicion")
final class PerformanceEndpoint {
  private final CaseFiles files;

  PerformanceEndpoint(CaseFiles files) {
    this.files = files;
  }

  /**
   * Precision of alerts.
   *
   * @param items by check, then by month, the earliest first
   * @param next null: all of them come at once
   */
  @Serdeable
  @Schema(name = "PerformanceList")
  record PerformanceListResponse(List<CheckPrecision> items, @Nullable String next) {}

  /** How often what a check pointed at turned out to be so, by the decisions in force. */
  @Get("/performance")
  @Operation(operationId = "getPerformance", summary = "Precision of alerts, by check and month")
  @ApiResponse(responseCode = "200", description = "All checks that decisions answer.")
  @Responses.OfDatabase
  PerformanceListResponse performance() {
    return new PerformanceListResponse(files.performance(), null);
  }
}
