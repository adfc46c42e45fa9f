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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.catalogue.Change;
import org.evalledger.catalogue.Changes;
import org.evalledger.catalogue.Changes.Place;
import org.jspecify.annotations.Nullable;

/** What is new for those who keep a copy. */
@Controller("/v1/changes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "scores")
final class ChangeEndpoint {
  private static final Pattern SINCE = Pattern.compile("-1|[0-9]{1,13}");
  private static final Pattern CURSOR =
      Pattern.compile("([0-9]{1,13})\\.([0-9]{1,13})\\.([0-9]{1,5})");

  private final Changes changes;

  ChangeEndpoint(Changes changes) {
    this.changes = changes;
  }

  /** Results of which entries after some entry speak. */
  @Get("{?since,model,benchmark,after,limit}")
  @Operation(
      operationId = "listChanges",
      summary = "Results that were added or changed after an entry",
      description =
          "Each as it is now, with the newest entry that added, superseded, withdrew, re-assessed"
              + " or doubted it, in the order of these entries. Whoever keeps a copy puts each in"
              + " the place of (index, result), and asks again with the last `changedBy` as"
              + " `since`.")
  @ApiResponse(responseCode = "200", description = "Some results, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  ChangeListResponse list(
      @Parameter(
              description = "The last entry whose changes are known; -1 or left out for none.",
              schema = @Schema(type = "string", pattern = "^(-1|[0-9]{1,13})$"))
          @Nullable
          @QueryValue
          String since,
      @Parameter(description = "Only this model, `namespace/name`.") @Nullable @QueryValue
          String model,
      @Parameter(description = "Only this benchmark.") @Nullable @QueryValue String benchmark,
      @Parameter(
              description = "What `next` of the list before said; left out for the first.",
              schema =
                  @Schema(type = "string", pattern = "^[0-9]{1,13}\\.[0-9]{1,13}\\.[0-9]{1,5}$"))
          @Nullable
          @QueryValue
          String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    int wanted = Paging.of(null, limit).limit();
    List<Change> found =
        changes.find(
            Words.name("model", model),
            Words.name("benchmark", benchmark),
            place(since, after),
            wanted + 1);
    boolean more = found.size() > wanted;
    List<Change> page = more ? found.subList(0, wanted) : found;
    return new ChangeListResponse(page, more ? place(page.getLast()).toString() : null);
  }

  private static Place place(Change change) {
    return new Place(change.changedBy(), change.index(), change.result());
  }

  private static Place place(@Nullable String since, @Nullable String after) {
    if (since != null && !SINCE.matcher(since).matches()) {
      throw refused("since is no index of an entry; give the last \"changedBy\" that you saw.");
    }
    if (after == null) {
      return Place.behind(since == null ? -1 : Long.parseLong(since));
    }
    Matcher cursor = CURSOR.matcher(after);
    if (!cursor.matches()) {
      throw refused("after is no cursor; give what \"next\" said, or leave it out.");
    }
    return new Place(
        Long.parseLong(cursor.group(1)),
        Long.parseLong(cursor.group(2)),
        Integer.parseInt(cursor.group(3)));
  }

  private static HttpStatusException refused(String detail) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, detail);
  }

  /**
   * Some changes.
   *
   * @param items in the order (changedBy, index, result)
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "ChangeList")
  record ChangeListResponse(List<Change> items, @Nullable String next) {}
}
