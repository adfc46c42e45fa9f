package org.evalledger.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.evalledger.access.Allowed;
import org.evalledger.access.Caller;
import org.evalledger.access.Identity;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.review.CaseEvent;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CaseScore;
import org.evalledger.review.CaseSummary;
import org.evalledger.review.CasesOfSubmitter;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.CaseStatement;
import org.evalledger.statement.Cause;
import org.evalledger.statement.Decision;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Role;
import org.evalledger.statement.Statement;
import org.evalledger.submission.Submissions;
import org.jspecify.annotations.Nullable;

/** What reviewers work on. */
@Controller("/v1/cases")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "cases")
final class CaseEndpoint {
  private static final List<String> STATES = List.of("open", "waiting-for-lab", "decided");

  /** A cursor says the cause by its place here; new ones come last. */
  private static final List<Cause> CAUSES = List.of(Cause.values());

  private static final List<String> ORDERS = List.of("priority", "opened");

  private final CaseFiles files;
  private final Submissions submissions;
  private final SpokenStatements spoken;

  CaseEndpoint(CaseFiles files, Submissions submissions, SpokenStatements spoken) {
    this.files = files;
    this.submissions = submissions;
    this.spoken = spoken;
  }

  /**
   * Some cases.
   *
   * @param items in the order asked for
   * @param next to be given as {@code after} for those behind; null when there are none
   */
  @Serdeable
  @Schema(name = "CaseList")
  record CaseListResponse(List<CaseSummary> items, @Nullable String next) {}

  /**
   * All that a reviewer weighs.
   *
   * @param summary the case in short
   * @param events all that was said on it, in its order; the words are in the entries' envelopes
   * @param results what it is about, the most suspicious first, 200 at most
   * @param assessments the newest assessment of each of its entries, 20 at most: the model's checks
   *     and those of the case's results, with figures and sentences
   * @param neighbours results of the models that the five most suspicious are held against
   * @param versions what else was said under the same conflict keys, the newest first
   * @param reproductions what others got for the same model and task, the newest first
   * @param settings of the most suspicious result, member by member, beside what how many of the
   *     neighbours say; empty when there is no result
   * @param submitterRecord how the cases about the same submitter ended; zeros where there is none
   * @param similar decided cases of the same cause about the same benchmarks, the newest first
   */
  @Serdeable
  @Schema(name = "CaseFile")
  record CaseFileResponse(
      CaseSummary summary,
      List<CaseEvent> events,
      List<CaseScore> results,
      @ArraySchema(
              schema =
                  @Schema(
                      type = "object",
                      additionalProperties = Schema.AdditionalPropertiesValue.TRUE))
          List<Json> assessments,
      List<CaseScore> neighbours,
      List<CaseScore> versions,
      List<CaseScore> reproductions,
      @Parameters.AnyObject Json settings,
      CasesOfSubmitter submitterRecord,
      List<CaseSummary> similar) {
    static CaseFileResponse of(CaseFile file) {
      return new CaseFileResponse(
          file.summary(),
          file.events(),
          file.results(),
          file.assessments(),
          file.neighbours(),
          file.versions(),
          file.reproductions(),
          file.settings(),
          file.record(),
          file.similar());
    }
  }

  /** Cases, those of the most expected harm first. */
  @Get("{?state,sort,after,limit}")
  @Operation(operationId = "listCases", summary = "What reviewers work on")
  @ApiResponse(responseCode = "200", description = "Some cases, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  CaseListResponse list(
      @Parameter(
              description = "Only cases in this state.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"open", "waiting-for-lab", "decided"}))
          @Nullable
          @QueryValue
          String state,
      @Parameter(
              description =
                  "`priority`: expected harm first; `opened`: the oldest first. A list by priority"
                      + " may move while reviewers work.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"priority", "opened"},
                      defaultValue = "priority"))
          @Nullable
          @QueryValue
          String sort,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Words.check("state", state, STATES);
    Words.check("sort", sort, ORDERS);
    Paging paging = Paging.of(after, limit);
    var order =
        sort == null
            ? CaseFiles.Order.PRIORITY
            : CaseFiles.Order.valueOf(sort.toUpperCase(Locale.ROOT));
    CaseId behind = after == null ? null : behind(paging);
    List<CaseSummary> found = files.list(state, order, behind, paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<CaseSummary> page = more ? found.subList(0, paging.limit()) : found;
    return new CaseListResponse(page, more ? cursor(page.getLast()) : null);
  }

  private CaseId behind(Paging paging) {
    int cause = paging.after().result();
    if (cause < CAUSES.size()) {
      var id = new CaseId(new EntryIndex(paging.index()), CAUSES.get(cause));
      if (files.exists(id)) {
        return id;
      }
    }
    throw new HttpStatusException(
        HttpStatus.BAD_REQUEST, "after names no case; give what \"next\" said, or leave it out.");
  }

  private static String cursor(CaseSummary last) {
    return last.opening() + "." + CAUSES.indexOf(Cause.of(last.cause()).orElseThrow());
  }

  /** The file of one case. */
  @Get("/{id}")
  @Operation(operationId = "getCase", summary = "All that a reviewer weighs")
  @ApiResponse(
      responseCode = "200",
      description = "The file of the case.",
      content = @Content(schema = @Schema(implementation = CaseFileResponse.class)))
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> get(@Parameters.Case @PathVariable String id) {
    Optional<CaseFile> found = CaseId.parse(id).flatMap(files::find);
    return found.isPresent() ? HttpResponse.ok(CaseFileResponse.of(found.get())) : missing();
  }

  private static HttpResponse<?> missing() {
    return ProblemResponses.of(ProblemType.NOT_FOUND, "There is no such case.");
  }

  /** A reviewer's signed decision on this case. */
  @Post("/{id}/decisions")
  @Consumes({
    SubmissionEndpoint.JOSE,
    SubmissionEndpoint.JOSE_JSON,
    SubmissionEndpoint.DSSE,
    MediaType.APPLICATION_JSON
  })
  @Allowed(value = Role.REVIEWER, body = MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "decideCase",
      summary = "Decide on a case",
      description =
          "A signed `decision` on this case, as `POST /v1/submissions` takes it too. `confirmed`"
              + " needs two reviewers of two organisations, at least one with a key of its own."
              + " Who is signed in as a reviewer sends `application/json`: `{leafHash, outcome,"
              + " rationale, checks, supersedes}`, at most 64 KiB, with the leaf hash of the case's"
              + " opening entry; the service signs it on that person's behalf.")
  @ApiResponse(
      responseCode = "201",
      description = "It is in the log, durably.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The same bytes were in the log already: the first answer again.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @Parameters.EnvelopeOrPlain
  @Responses.OfNothing
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> decide(
      @Parameters.Case @PathVariable String id,
      HttpRequest<byte[]> request,
      @Parameter(hidden = true) Caller caller) {
    if (PlainBody.isIn(request)) {
      return speak(id, caller, (person, about) -> spoken.decision(person, about, request));
    }
    return submit(id, request, statement -> statement instanceof Decision, "a decision");
  }

  /** The lab's signed answer or appeal on this case. */
  @Post("/{id}/answers")
  @Consumes({
    SubmissionEndpoint.JOSE,
    SubmissionEndpoint.JOSE_JSON,
    SubmissionEndpoint.DSSE,
    MediaType.APPLICATION_JSON
  })
  @Allowed(value = Role.SUBMITTER, body = MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "answerCase",
      summary = "Answer on a case, or appeal",
      description =
          "A signed `answer` or `appeal` on this case by the submitter of its results, as"
              + " `POST /v1/submissions` takes it too. Who is signed in as a submitter of that"
              + " organisation sends `application/json`: `{type, leafHash, text}`, at most 64 KiB,"
              + " with type `answer` or `appeal`; the service signs it on that person's behalf.")
  @ApiResponse(
      responseCode = "201",
      description = "It is in the log, durably.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The same bytes were in the log already: the first answer again.",
      content = @Content(schema = @Schema(implementation = SubmissionResponse.class)))
  @Parameters.EnvelopeOrPlain
  @Responses.OfNothing
  @Responses.OfRefusal
  @Responses.OfConflict
  HttpResponse<?> answer(
      @Parameters.Case @PathVariable String id,
      HttpRequest<byte[]> request,
      @Parameter(hidden = true) Caller caller) {
    if (PlainBody.isIn(request)) {
      return speak(id, caller, (person, about) -> spoken.answer(person, about, request));
    }
    return submit(
        id, request, statement -> !(statement instanceof Decision), "an answer or an appeal");
  }

  private HttpResponse<?> speak(
      String id, Caller caller, BiFunction<Identity, CaseId, HttpResponse<?>> speech) {
    Optional<CaseId> about = CaseId.parse(id).filter(files::exists);
    return about.isPresent()
        ? speech.apply(caller.identity().orElseThrow(), about.get())
        : missing();
  }

  /** Which statements a path takes. */
  private interface Kind {
    boolean holds(CaseStatement statement);
  }

  private HttpResponse<?> submit(String id, HttpRequest<byte[]> request, Kind kind, String want) {
    Optional<CaseId> about = CaseId.parse(id);
    Optional<EnvelopeFormat> format = SubmissionEndpoint.format(request);
    if (about.isEmpty() || !files.exists(about.get())) {
      return missing();
    }
    return format.isEmpty()
        ? SubmissionEndpoint.unsupported(request)
        : SubmissionEndpoint.response(
            submissions.submit(
                format.get(),
                SubmissionEndpoint.envelope(request),
                statement -> misfit(statement, about.get(), kind, want)));
  }

  private static Optional<Fault> misfit(Statement statement, CaseId id, Kind kind, String want) {
    if (!(statement instanceof CaseStatement said) || !kind.holds(said)) {
      return Optional.of(new Fault("/type", "Here " + want + " is taken."));
    }
    return said.about().id().equals(id)
        ? Optional.empty()
        : Optional.of(
            new Fault("/case", "It is about case " + said.about().id() + ", not " + id + "."));
  }
}
