package org.evalledger.http;

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.evalledger.catalogue.Found;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.catalogue.Search;
import org.jspecify.annotations.Nullable;

/** Finds things by what they are called. */
@Controller("/v1/search")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "search")
final class SearchEndpoint {
  private static final List<String> KINDS = List.of("model", "benchmark", "submitter");

  private final Search search;

  SearchEndpoint(Search search) {
    this.search = search;
  }

  /** Models, benchmarks and submitters whose ids have all words of a query. */
  @Get("{?q,kind,after,limit}")
  @Operation(
      operationId = "search",
      summary = "Find models, benchmarks and submitters",
      description =
          "What has every word of the query, each as the beginning of one of its own: of its id, a"
              + " benchmark's also of its tasks, dimension and other names, a submitter's of its"
              + " organisation. The id itself comes first, then what begins with it.")
  @ApiResponse(responseCode = "200", description = "What was found, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  FoundListResponse find(
      @Parameter(
              description = "Words, such as `pythia 6.9b`; at most 16.",
              schema = @Schema(type = "string", minLength = 1, maxLength = 256))
          @QueryValue
          String q,
      @Parameter(
              description = "Only things of this kind.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"model", "benchmark", "submitter"}))
          @Nullable
          @QueryValue
          String kind,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    Words.check("kind", kind, KINDS);
    if (q.isBlank() || q.length() > Search.MAX_QUERY) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST,
          "q has %d characters; want 1 to %d, not all of them spaces."
              .formatted(q.length(), Search.MAX_QUERY));
    }
    String text = Objects.requireNonNull(Words.name("q", q));
    Position from = paging.after();
    int match = after == null ? -1 : from.result();
    List<Found> found = search.find(text, kind, match, from.index(), paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<Found> page = more ? found.subList(0, paging.limit()) : found;
    return new FoundListResponse(
        page, more ? page.getLast().entry() + "." + page.getLast().match() : null);
  }

  /**
   * What was found.
   *
   * @param items the best match first, then in the order in which they were first named
   * @param next to be given as {@code after} for those behind; null when there are none
   */
  @Serdeable
  @Schema(name = "FoundList")
  record FoundListResponse(List<Found> items, @Nullable String next) {}
}
