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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.evalledger.bytes.Bytes;
import org.evalledger.catalogue.Bundles;
import org.evalledger.catalogue.Entries;
import org.evalledger.catalogue.EntryFilter;
import org.evalledger.entry.Bundle;
import org.evalledger.http.SubmissionResponse.ProofResponse;
import org.evalledger.json.Json;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.log.LogReader.StoredEnvelope;
import org.evalledger.submission.Answers;
import org.jspecify.annotations.Nullable;

/** Entries and everything that belongs to them. */
@Controller("/v1/entries")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "entries")
final class EntryEndpoint {
  private final Entries entries;
  private final LogReader log;
  private final Answers answers;
  private final Bundles bundles;

  EntryEndpoint(Entries entries, LogReader log, Answers answers, Bundles bundles) {
    this.entries = entries;
    this.log = log;
    this.answers = answers;
    this.bundles = bundles;
  }

  /**
   * One entry.
   *
   * @param index zero-based position in the log
   * @param leafHash RFC 6962 hash of the record, 64 hexadecimal digits
   * @param record the exact bytes of the leaf, base64
   * @param entry what they say
   * @param facts what later rules read of the statement: JSON, or base64 in a full list
   * @param assessment JSON, or base64 in a full list; null for types without
   * @param envelope the exact bytes received, base64, in a full list; null when erased
   * @param erasedBy the takedown that erased the envelope; null while it is there
   */
  @Serdeable
  record EntryResponse(
      long index,
      String leafHash,
      String record,
      @Schema(type = "object") Json entry,
      @Schema(type = "object") @Nullable Json facts,
      @Schema(type = "object") @Nullable Json assessment,
      @Nullable String envelope,
      @Nullable Long erasedBy) {}

  /**
   * Some entries.
   *
   * @param items in the order of the log
   * @param next to be given as {@code after} for those behind; null when there are none yet
   */
  @Serdeable
  record EntryListResponse(List<EntryResponse> items, @Nullable String next) {}

  /** Entries in the order of the log. */
  @Get("{?after,limit,type,submitter,model,full}")
  @Operation(summary = "Entries in the order of the log")
  HttpResponse<?> list(
      @Nullable @QueryValue String after,
      @Nullable @QueryValue Integer limit,
      @Nullable @QueryValue String type,
      @Nullable @QueryValue String submitter,
      @Nullable @QueryValue String model,
      @Nullable @QueryValue Boolean full) {
    Paging paging = Paging.of(after, limit);
    long behind = paging.index();
    List<LogEntry> found =
        entries.find(new EntryFilter(type, submitter, model, behind, paging.limit() + 1));
    boolean more = found.size() > paging.limit();
    List<LogEntry> page = more ? found.subList(0, paging.limit()) : found;
    boolean whole = full != null && full;
    return HttpResponse.ok(
        new EntryListResponse(
            page.stream().map(entry -> whole ? full(entry) : response(entry)).toList(),
            more ? Long.toString(page.getLast().index()) : null));
  }

  /** One entry: its record, facts and assessment. */
  @Get("/{index}")
  @Operation(summary = "One entry")
  HttpResponse<?> one(@PathVariable long index) {
    return found(index, entry -> Immutable.ok(response(entry), entry.leafHash().hex()));
  }

  /** The exact bytes that were received. */
  @Get("/{index}/envelope")
  @Produces(MediaType.ALL)
  @Operation(summary = "The exact bytes that were received")
  HttpResponse<?> envelope(@PathVariable long index) {
    Optional<StoredEnvelope> envelope = log.envelope(index);
    return envelope.isPresent()
        ? Immutable.ok(envelope.get().bytes().toArray(), envelope.get().bytes().sha256().hex())
            .contentType(envelope.get().mediaType())
        : ProblemResponses.of(
            ProblemType.NOT_FOUND,
            entries
                .erasedBy(index)
                .map(by -> "The envelope of entry %d was erased by entry %d.".formatted(index, by))
                .orElse("There is no entry " + index + "."));
  }

  /** The facts: RFC 8785 JSON without free text, the exact bytes the record names. */
  @Get("/{index}/facts")
  @Operation(summary = "What later rules read of the statement")
  HttpResponse<?> facts(@PathVariable long index) {
    return found(index, entry -> json(entry.facts()));
  }

  /** All assessments of an entry, the first one first. */
  @Get("/{index}/assessments")
  @Operation(summary = "The assessments of an entry")
  HttpResponse<?> assessments(@PathVariable long index) {
    return found(
        index,
        entry ->
            HttpResponse.ok(
                new AssessmentListResponse(
                    entry.assessment().map(SubmissionResponse::json).stream().toList(), null)));
  }

  /**
   * Assessments of one entry.
   *
   * @param items in the order in which they were made
   * @param next null: all of them come at once
   */
  @Serdeable
  record AssessmentListResponse(@Schema(type = "array") List<Json> items, @Nullable String next) {}

  /** Proof that the entry is in the tree of {@code size} entries, else of all. */
  @Get("/{index}/proof{?size}")
  @Operation(summary = "Inclusion proof")
  HttpResponse<?> proof(@PathVariable long index, @Nullable @QueryValue Long size) {
    long all = log.head().size();
    long wanted = size == null ? all : size;
    if (index < 0 || index >= all) {
      return ProblemResponses.of(ProblemType.NOT_FOUND, "There is no entry " + index + ".");
    }
    if (wanted <= index || wanted > all) {
      return ProblemResponses.of(
          ProblemType.BAD_REQUEST, "Got size %d, want %d to %d.".formatted(wanted, index + 1, all));
    }
    return HttpResponse.ok(ProofResponse.of(log.inclusion(index, wanted)));
  }

  /** Everything that proves the entry without us: to be checked by {@code evalledger verify}. */
  @Get("/{index}/bundle")
  @Operation(summary = "Offline proof of an entry")
  HttpResponse<?> bundle(@PathVariable long index) {
    Optional<Bundle> bundle = bundles.of(index);
    return bundle.isPresent()
        ? HttpResponse.ok(bundle.get().bytes().toArray()).contentType(MediaType.APPLICATION_JSON)
        : ProblemResponses.of(ProblemType.NOT_FOUND, "There is no entry " + index + ".");
  }

  /** The service's receipt: a compact JWS, the same bytes as at submission. */
  @Get("/{index}/receipt")
  @Operation(summary = "The service's receipt")
  HttpResponse<?> receipt(@PathVariable long index) {
    return found(
        index,
        entry -> {
          Bytes receipt = answers.receipt(entry);
          return Immutable.ok(receipt.toArray(), receipt.sha256().hex())
              .contentType("application/jose");
        });
  }

  private HttpResponse<?> found(long index, Function<LogEntry, HttpResponse<?>> response) {
    Optional<LogEntry> entry = index < 0 ? Optional.empty() : log.entry(index);
    return entry.isPresent()
        ? response.apply(entry.get())
        : ProblemResponses.of(ProblemType.NOT_FOUND, "There is no entry " + index + ".");
  }

  private static HttpResponse<?> json(Bytes canonical) {
    return Immutable.ok(canonical.toArray(), canonical.sha256().hex())
        .contentType(MediaType.APPLICATION_JSON);
  }

  private EntryResponse response(LogEntry entry) {
    return new EntryResponse(
        entry.index(),
        entry.leafHash().hex(),
        entry.record().base64(),
        SubmissionResponse.json(entry.record()),
        SubmissionResponse.json(entry.facts()),
        entry.assessment().map(SubmissionResponse::json).orElse(null),
        null,
        entries.erasedBy(entry.index()).orElse(null));
  }

  /** All bytes of the entry, for those who check the whole log. */
  private EntryResponse full(LogEntry entry) {
    return new EntryResponse(
        entry.index(),
        entry.leafHash().hex(),
        entry.record().base64(),
        SubmissionResponse.json(entry.record()),
        Json.of(entry.facts().base64()),
        entry.assessment().map(bytes -> Json.of(bytes.base64())).orElse(null),
        log.envelope(entry.index()).map(envelope -> envelope.bytes().base64()).orElse(null),
        entries.erasedBy(entry.index()).orElse(null));
  }
}
