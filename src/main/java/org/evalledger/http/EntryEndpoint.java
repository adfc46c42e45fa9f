package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.catalogue.Entries;
import org.evalledger.catalogue.EntryFilter;
import org.evalledger.json.Json;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogPages;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.registry.Registry;
import org.evalledger.signing.StoredEnvelope;
import org.jspecify.annotations.Nullable;

/** Entries: their records, and what stands behind the digests in them. */
@Controller("/v1/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "entries")
final class EntryEndpoint {
  /** Of what a page holds; in base64 that is 8 MiB. One entry alone may have more. */
  private static final long PAGE_BYTES = 6 * 1024 * 1024;

  private final Entries entries;
  private final LogReader log;
  private final Registry registry;

  EntryEndpoint(Entries entries, LogReader log, Registry registry) {
    this.entries = entries;
    this.log = log;
    this.registry = registry;
  }

  /** Entries in the order of the log; a page ends by bytes too. */
  @Get("{?after,limit,type,submitter,model,full}")
  @Operation(operationId = "listEntries", summary = "Entries in the order of the log")
  @ApiResponse(responseCode = "200", description = "Some entries, and where the list goes on.")
  @Responses.OfParameters
  @Responses.OfDatabase
  EntryListResponse list(
      @Parameters.After @Nullable @QueryValue String after,
      @Parameters.Limit @Nullable @QueryValue Integer limit,
      @Parameters.TypeWord @Nullable @QueryValue String type,
      @Parameter(description = "Only statements of this submitter.") @Nullable @QueryValue
          String submitter,
      @Parameter(description = "Only results of this model, `namespace/name`.")
          @Nullable
          @QueryValue
          String model,
      @Parameter(
              description =
                  "Whether facts and assessment come as their exact bytes in base64, and the"
                      + " envelope too: for those who check the whole log.",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @Nullable
          @QueryValue
          String full) {
    Paging paging = Paging.of(after, limit);
    Words.check("type", type, Words.TYPES);
    boolean whole = Words.flag("full", full);
    LogPages.Page page =
        entries.page(
            new EntryFilter(
                type,
                Words.name("submitter", submitter),
                Words.name("model", model),
                paging.index(),
                paging.limit()),
            PAGE_BYTES,
            whole);
    return new EntryListResponse(
        page.entries().stream()
            .map(
                entry ->
                    whole ? full(entry, page) : response(entry, page.erasedBy().get(entry.index())))
            .toList(),
        page.more() ? Long.toString(page.entries().getLast().index()) : null);
  }

  /** One entry: its record, facts and assessment. */
  @Get("/{index}")
  @Operation(operationId = "getEntry", summary = "One entry")
  @ApiResponse(
      responseCode = "200",
      description = "The entry.",
      content = @Content(schema = @Schema(implementation = EntryResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> one(@Parameters.Index @PathVariable long index) {
    return log.entry(index)
        .map(entry -> response(entry, entries.erasedBy(index).orElse(null)))
        .<HttpResponse<?>>map(entry -> Immutable.butForMarks(entry, entry.tag()))
        .orElseGet(() -> missing(index));
  }

  /** The exact bytes that were received. */
  @Get("/{index}/envelope")
  @Produces(MediaType.ALL)
  @Operation(
      operationId = "getEnvelope",
      summary = "The exact bytes that were received",
      description = "Not found when there is no such entry, or when a takedown erased them.")
  @ApiResponse(
      responseCode = "200",
      description = "The bytes that the record's digest `envelope` is of.",
      content = {
        @Content(
            mediaType = "application/jose",
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = "application/jose+json",
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = "application/vnd.dsse.envelope.v1+json",
            schema = @Schema(type = "string", format = "binary"))
      })
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> envelope(@Parameters.Index @PathVariable long index) {
    Optional<StoredEnvelope> envelope = log.envelope(index);
    return envelope.isPresent()
        ? Immutable.butForMarks(
                envelope.get().bytes().toArray(), envelope.get().bytes().sha256().hex())
            .contentType(envelope.get().mediaType())
        : entries
            .erasedBy(index)
            .<HttpResponse<?>>map(
                by ->
                    ProblemResponses.of(
                        ProblemType.NOT_FOUND,
                        "The envelope of entry %d was erased by entry %d.".formatted(index, by)))
            .orElseGet(() -> missing(index));
  }

  /** The facts: RFC 8785 JSON without free text, the exact bytes the record names. */
  @Get("/{index}/facts")
  @Operation(operationId = "getFacts", summary = "What later rules read of the statement")
  @ApiResponse(
      responseCode = "200",
      description = "RFC 8785 JSON: the bytes that the record's digest `facts` is of.",
      content =
          @Content(
              schema =
                  @Schema(
                      type = "object",
                      additionalProperties = Schema.AdditionalPropertiesValue.TRUE)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> facts(@Parameters.Index @PathVariable long index) {
    return log.entry(index)
        .map(LogEntry::facts)
        .<HttpResponse<?>>map(
            facts ->
                Immutable.ok(facts.toArray(), facts.sha256().hex())
                    .contentType(MediaType.APPLICATION_JSON))
        .orElseGet(() -> missing(index));
  }

  /** All assessments of an entry, the first one first. */
  @Get("/{index}/assessments")
  @Operation(operationId = "listAssessments", summary = "The assessments of an entry")
  @ApiResponse(
      responseCode = "200",
      description = "All assessments; none for types without.",
      content = @Content(schema = @Schema(implementation = AssessmentListResponse.class)))
  @Responses.OfParameters
  @Responses.OfDatabase
  @Responses.OfNothing
  HttpResponse<?> assessments(@Parameters.Index @PathVariable long index) {
    return log.entry(index)
        .<HttpResponse<?>>map(
            entry ->
                assessments(AssessmentListResponse.of(entry, entries.reassessments(index)), entry))
        .orElseGet(() -> missing(index));
  }

  private static HttpResponse<?> assessments(AssessmentListResponse all, LogEntry entry) {
    return Immutable.butForMarks(all, entry.leafHash().hex() + "-" + all.items().size());
  }

  static HttpResponse<?> missing(long index) {
    return ProblemResponses.of(ProblemType.NOT_FOUND, "There is no entry " + index + ".");
  }

  private EntryResponse response(LogEntry entry, @Nullable Long erasedBy) {
    return new EntryResponse(
        entry.index(),
        entry.leafHash().hex(),
        entry.record().base64(),
        SubmissionResponse.json(entry.record()),
        SubmissionResponse.json(entry.facts()),
        entry.assessment().map(SubmissionResponse::json).orElse(Json.ofNull()),
        null,
        erasedBy,
        keyDoubted(entry));
  }

  /** All bytes of the entry, for those who check the whole log. */
  private EntryResponse full(LogEntry entry, LogPages.Page page) {
    StoredEnvelope envelope = page.envelopes().get(entry.index());
    return new EntryResponse(
        entry.index(),
        entry.leafHash().hex(),
        entry.record().base64(),
        SubmissionResponse.json(entry.record()),
        Json.of(entry.facts().base64()),
        entry.assessment().map(Bytes::base64).map(Json::of).orElse(Json.ofNull()),
        envelope == null ? null : envelope.bytes().base64(),
        page.erasedBy().get(entry.index()),
        keyDoubted(entry));
  }

  private boolean keyDoubted(LogEntry entry) {
    // A record that was tampered with is for an audit to find: it has to get it first.
    return Parsed.of(() -> EntryRecord.parse(entry.record()))
            instanceof Parsed.Value<EntryRecord>(var record)
        && registry.ledger().keyDoubted(record);
  }

  /**
   * One entry.
   *
   * @param index zero-based position in the log
   * @param leafHash RFC 6962 hash of the record, 64 hexadecimal digits
   * @param record the exact bytes of the leaf, base64
   * @param entry what they say
   * @param facts what later rules read of the statement: an object, or base64 in a full list
   * @param assessment an object, or base64 in a full list; null for types without
   * @param envelope the exact bytes received, base64, in a full list; null when erased
   * @param erasedBy the takedown that erased the envelope; null while it is there
   * @param keyDoubted whether it was received after a key that signed it was compromised
   */
  @Serdeable
  @Schema(name = "Entry")
  record EntryResponse(
      long index,
      String leafHash,
      String record,
      @Parameters.AnyObject Json entry,
      @Schema(anyOf = {Object.class, String.class}) Json facts,
      @Nullable @Schema(anyOf = {Parameters.ObjectOrNull.class, String.class}) Json assessment,
      @Nullable String envelope,
      @Nullable Long erasedBy,
      boolean keyDoubted) {
    /** Of the leaf and the marks that later entries set. */
    private String tag() {
      return leafHash + (erasedBy == null ? "" : "-erased") + (keyDoubted ? "-doubted" : "");
    }
  }

  /**
   * Some entries.
   *
   * @param items in the order of the log
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  @Schema(name = "EntryList")
  record EntryListResponse(List<EntryResponse> items, @Nullable String next) {}

  /**
   * Assessments of one entry.
   *
   * @param items in the order in which they were made; the last one is what scores show
   * @param entries the entry in which each of them stands
   * @param next null: all of them come at once
   */
  @Serdeable
  @Schema(name = "AssessmentList")
  record AssessmentListResponse(
      @ArraySchema(
              schema =
                  @Schema(
                      type = "object",
                      additionalProperties = Schema.AdditionalPropertiesValue.TRUE))
          List<Json> items,
      List<Long> entries,
      @Nullable String next) {
    static AssessmentListResponse of(LogEntry first, List<LogEntry> again) {
      List<LogEntry> all =
          Stream.concat(Stream.of(first), again.stream())
              .filter(entry -> entry.assessment().isPresent())
              .toList();
      return new AssessmentListResponse(
          all.stream()
              .flatMap(entry -> entry.assessment().stream())
              .map(SubmissionResponse::json)
              .toList(),
          all.stream().map(LogEntry::index).toList(),
          null);
    }
  }
}
