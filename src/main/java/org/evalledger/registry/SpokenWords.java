package org.evalledger.registry;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.log.LogReader;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Opened;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;

/**
 * The words of what is said on cases, and those beside numbers. They are no facts and stand in no
 * table: they are read out of the envelopes each time, so that what a takedown erased is gone
 * everywhere.
 */
@Singleton
public final class SpokenWords {
  private final LogReader log;
  private final Registry registry;

  SpokenWords(LogReader log, Registry registry) {
    this.log = log;
    this.registry = registry;
  }

  /**
   * What somebody wrote.
   *
   * @param text of a report, an answer or an appeal, or a decision's rationale
   * @param links beside a report
   */
  public record Spoken(String text, List<String> links) {
    public Spoken {
      links = List.copyOf(links);
    }
  }

  /** The words of entry {@code index}; empty where it has none or its envelope was erased. */
  public Optional<Spoken> of(long index) {
    return log.envelope(index)
        .flatMap(this::payload)
        .flatMap(SpokenWords::statement)
        .flatMap(SpokenWords::spoken);
  }

  /** What a submitter wrote for readers, in Markdown: an evaluation's notes, a model's card. */
  public Optional<String> written(long index) {
    return log.envelope(index)
        .flatMap(this::payload)
        .flatMap(SpokenWords::statement)
        .flatMap(
            statement ->
                Stream.of("notes", "modelCard")
                    .map(statement::get)
                    .flatMap(
                        text ->
                            text instanceof JsonString(var words) && !words.isBlank()
                                ? Stream.of(words)
                                : Stream.empty())
                    .findFirst());
  }

  private Optional<Bytes> payload(StoredEnvelope stored) {
    Ledger ledger = registry.ledger();
    return EnvelopeFormat.ofMediaType(stored.mediaType())
        .flatMap(
            format ->
                Envelope.open(format, stored.bytes(), Typ.STATEMENT) instanceof Opened opened
                        && opened.verify(kid -> ledger.key(kid).map(RegisteredKey::key))
                            instanceof Verification.Verified verified
                    ? Optional.of(verified.payload())
                    : Optional.empty());
  }

  private static Optional<JsonObject> statement(Bytes payload) {
    return JsonReader.read(payload) instanceof JsonReader.Value(JsonObject whole)
        ? Optional.of(whole.get("predicate") instanceof JsonObject inner ? inner : whole)
        : Optional.empty();
  }

  private static Optional<Spoken> spoken(JsonObject statement) {
    Json text = statement.get(statement.get("rationale") == null ? "text" : "rationale");
    return text instanceof JsonString(var words)
        ? Optional.of(new Spoken(words, links(statement)))
        : Optional.empty();
  }

  private static List<String> links(JsonObject statement) {
    return statement.get("links") instanceof JsonArray(var all)
        ? all.stream()
            .flatMap(link -> link instanceof JsonString(var url) ? Stream.of(url) : Stream.empty())
            .toList()
        : List.of();
  }
}
