package org.evalledger.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
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

  ScoreEndpoint(Scores scores) {
    this.scores = scores;
  }

  /**
   * Some scores.
   *
   * @param items in the order (index, result)
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  record ScoreListResponse(List<Score> items, @Nullable String next) {}

  /** Current results; with {@code history=true} every version. */
  @Get(
      "{?model,benchmark,task,metric,dimension,submitter,relation,standing,minStanding,"
          + "minParameters,maxParameters,history,after,limit}")
  @Operation(summary = "Verified scores")
  ScoreListResponse list(
      @Nullable @QueryValue String model,
      @Nullable @QueryValue String benchmark,
      @Nullable @QueryValue String task,
      @Nullable @QueryValue String metric,
      @Nullable @QueryValue String dimension,
      @Nullable @QueryValue String submitter,
      @Nullable @QueryValue String relation,
      @Nullable @QueryValue String standing,
      @Nullable @QueryValue String minStanding,
      @Nullable @QueryValue Long minParameters,
      @Nullable @QueryValue Long maxParameters,
      @Nullable @QueryValue Boolean history,
      @Nullable @QueryValue String after,
      @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    List<Score> found =
        scores.find(
            new ScoreFilter(
                model,
                benchmark,
                task,
                metric,
                dimension,
                submitter,
                relation,
                Standings.wanted(standing, minStanding),
                minParameters,
                maxParameters,
                history != null && history,
                paging.after(),
                paging.limit() + 1));
    boolean more = found.size() > paging.limit();
    List<Score> page = more ? found.subList(0, paging.limit()) : found;
    return new ScoreListResponse(
        page,
        more ? new Position(page.getLast().index(), page.getLast().result()).toString() : null);
  }
}
