package org.evalledger.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.evalledger.catalogue.CollectedSource;
import org.evalledger.catalogue.CollectionFailure;
import org.evalledger.catalogue.CollectionRepository;
import org.jspecify.annotations.Nullable;

/** What the collector looked at, and what went wrong. */
@Controller("/v1/collector")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "collector")
final class CollectorEndpoint {
  private final CollectionRepository collected;

  CollectorEndpoint(CollectionRepository collected) {
    this.collected = collected;
  }

  /**
   * All sources that were ever looked at.
   *
   * @param items by id
   * @param next always null: there are at most 1,000
   */
  @Serdeable
  @Schema(name = "CollectorSourceList")
  record CollectedSourcesResponse(List<CollectedSource> items, @Nullable String next) {}

  /**
   * Some failures.
   *
   * @param items in the order in which their files were first seen
   * @param next to be given as {@code after} for those behind; null when there are none
   */
  @Serdeable
  @Schema(name = "CollectionFailureList")
  record CollectionFailuresResponse(List<CollectionFailure> items, @Nullable String next) {}

  /** The sources. */
  @Get("/sources")
  @Operation(operationId = "listCollectorSources", summary = "What the collector looks at")
  @ApiResponse(responseCode = "200", description = "All sources, by id.")
  @Responses.OfDatabase
  CollectedSourcesResponse sources() {
    return new CollectedSourcesResponse(collected.sources(), null);
  }

  /** The failures. */
  @Get("/failures{?after,limit}")
  @Operation(
      operationId = "listCollectionFailures",
      summary = "Files whose results are not, or not all, in the ledger")
  @ApiResponse(responseCode = "200", description = "Some files, as they were first seen.")
  @Responses.OfParameters
  @Responses.OfDatabase
  CollectionFailuresResponse failures(
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    List<CollectionFailure> found = collected.failures(paging.index(), paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<CollectionFailure> page = more ? found.subList(0, paging.limit()) : found;
    return new CollectionFailuresResponse(page, more ? Long.toString(page.getLast().id()) : null);
  }
}
