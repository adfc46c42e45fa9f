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
import org.evalledger.review.CaseReporter;
import org.evalledger.review.CaseScore;
import org.evalledger.review.CaseSummary;
import org.evalledger.review.CaseToday;
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
  private static final List<String> STATES =
      List.of("open", "assigned", "waiting-for-lab", "decided");

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
   * @param through index of the entry by which its newest results came to it; a decision names it
   * @param events the newest 200 words of reviewers and appeals and the newest 100 others, in their
   *     order; `/v1/cases/{id}/events` lists all
   * @param results what it is about, the most suspicious first, 200 at most
   * @param assessments the newest assessment of each of its entries, 100 at most: the model's
   *     checks and those of the case's results, with figures and sentences
   * @param neighbours results of the models that the five most suspicious are held against
   * @param versions what else was said under the same conflict keys, the newest first
   * @param reproductions what others got for the same model and task, the newest first
   * @param settings of the most suspicious result, member by member, beside what how many of the
   *     neighbours say; empty when there is no result
   * @param today where its most suspicious result is among those of today
   * @param submitterRecord how the cases about the same submitter ended; zeros where there is none
   * @param ownerRecord how the cases about models of the same namespace ended, whoever submitted
   * @param reporters how the cases that its reporters reported ended
   * @param related undecided cases about models of the same namespace, 20 at most, the first of the
   *     list first
   * @param similar decided cases of the same cause about the same benchmarks, the newest first
   */
  @Serdeable
  @Schema(name = "CaseFile")
  record CaseFileResponse(
      CaseSummary summary,
      long through,
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
      CaseToday today,
      CasesOfSubmitter submitterRecord,
      CasesOfSubmitter ownerRecord,
      List<CaseReporter> reporters,
      List<CaseSummary> related,
      List<CaseSummary> similar) {
    static CaseFileResponse of(CaseFile file) {
      return new CaseFileResponse(
          file.summary(),
          file.through(),
          file.events(),
          file.results(),
          file.assessments(),
          file.neighbours(),
          file.versions(),
          file.reproductions(),
          file.settings(),
          file.today(),
          file.record(),
          file.ownerRecord(),
          file.reporters(),
          file.related(),
          file.similar());
    }
  }

  /**
   * Some of what was said on a case.
   *
   * @param items in its order
   * @param next to be given as {@code after} for those behind; null when there are none
   */
  @Serdeable
  @Schema(name = "CaseEventList")
  record CaseEventListResponse(List<CaseEvent> items, @Nullable String next) {}

  /** Cases, those of the most expected harm first. */
  @Get("{?state,namespace,assignee,sort,after,limit}")
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
                      allowableValues = {"open", "assigned", "waiting-for-lab", "decided"}))
          @Nullable
          @QueryValue
          String state,
      @Parameter(description = "Only cases about models of this namespace.") @Nullable @QueryValue
          String namespace,
      @Parameter(
              description =
                  "Only cases that this reviewer works on: a submitter, or issuer and digest of"
                      + " somebody signed in, with `#` between them.")
          @Nullable
          @QueryValue
          String assignee,
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
    var wanted =
        new CaseFiles.Wanted(
            state, Words.name("namespace", namespace), Words.name("assignee", assignee));
    List<CaseSummary> found = files.list(wanted, order, behind, paging.limit() + 1);
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

  /** All that was said on one case. */
  @Get("/{id}/events{?after,limit}")
  @Operation(operationId = "listCaseEvents", summary = "All that was said on a case")
  @ApiResponse(
      responseCode = "200",
      description = "Some of it, in its order, and where the list goes on.",
      content = @Content(schema = @Schema(implementation = CaseEventListResponse.class)))
  @Responses.OfParameters
  @Responses.OfNothing
  @Responses.OfDatabase
  HttpResponse<?> events(
      @Parameters.Case @PathVariable String id,
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit) {
    Paging paging = Paging.of(after, limit);
    Optional<CaseId> known = CaseId.parse(id).filter(files::exists);
    if (known.isEmpty()) {
      return missing();
    }
    long behind = after == null ? -1 : paging.index();
    List<CaseEvent> found = files.events(known.get(), behind, paging.limit() + 1);
    boolean more = found.size() > paging.limit();
    List<CaseEvent> page = more ? found.subList(0, paging.limit()) : found;
    return HttpResponse.ok(
        new CaseEventListResponse(page, more ? page.getLast().index() + ".0" : null));
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
              + " Results may have joined the case since it was read: `through` is that of the file"
              + " that was weighed, and may be left out where it is the opening entry. Who is"
              + " signed in as a reviewer sends `application/json`: `{leafHash, outcome, rationale,"
              + " checks, through, supersedes}`, at most 64 KiB, with the leaf hash of the case's"
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
