package org.evalledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.StoredEnvelope;

/** Changes to a log that only its own operator, or somebody in its database, can make. */
final class Forged {
  private Forged() {}

  /** {@code entries} with the one at {@code index} changed. */
  static List<SourceEntry> entry(
      List<SourceEntry> entries, int index, UnaryOperator<SourceEntry> change) {
    var forged = new ArrayList<>(entries);
    forged.set(index, change.apply(entries.get(index)));
    return forged;
  }

  static UnaryOperator<SourceEntry> record(Bytes record) {
    return e -> new SourceEntry(e.index(), record, e.facts(), e.assessment(), e.envelope());
  }

  /** Member {@code name} of the record is {@code value}. */
  static UnaryOperator<SourceEntry> record(String name, Json value) {
    return e -> record(with(e.record(), name, value)).apply(e);
  }

  static UnaryOperator<SourceEntry> facts(Bytes facts) {
    return e -> new SourceEntry(e.index(), e.record(), facts, e.assessment(), e.envelope());
  }

  static UnaryOperator<SourceEntry> assessment(Optional<Bytes> assessment) {
    return e -> new SourceEntry(e.index(), e.record(), e.facts(), assessment, e.envelope());
  }

  static UnaryOperator<SourceEntry> envelope(Optional<StoredEnvelope> envelope) {
    return e -> new SourceEntry(e.index(), e.record(), e.facts(), e.assessment(), envelope);
  }

  /** Another envelope, and a record that names it. */
  static UnaryOperator<SourceEntry> namedEnvelope(StoredEnvelope envelope) {
    return e ->
        record("envelope", Json.of(envelope.bytes().sha256().toString()))
            .andThen(record("size", Json.of(envelope.bytes().length())))
            .andThen(envelope(Optional.of(envelope)))
            .apply(e);
  }

  /** Other facts, and a record that names them. */
  static UnaryOperator<SourceEntry> namedFacts(Bytes facts) {
    return e -> record("facts", Json.of(facts.sha256().toString())).andThen(facts(facts)).apply(e);
  }

  /** The envelope of {@code entry} with the last byte but one, within its signature, changed. */
  static StoredEnvelope badlySigned(SourceEntry entry) {
    StoredEnvelope envelope = entry.envelope().orElseThrow();
    byte[] bytes = envelope.bytes().toArray();
    int at = bytes.length - 2;
    bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
    return new StoredEnvelope(envelope.mediaType(), Bytes.copyOf(bytes));
  }

  /** The JSON object {@code bytes} with {@code name} set to {@code value}, RFC 8785. */
  static Bytes with(Bytes bytes, String name, Json value) {
    return object(bytes).with(name, value).canonical();
  }

  static JsonObject object(Bytes bytes) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(bytes)).json();
  }

  /** {@code bytes} with one bit of the byte at {@code position} flipped. */
  static Bytes flipped(Bytes bytes, int position) {
    byte[] changed = bytes.toArray();
    changed[position] ^= 1;
    return Bytes.copyOf(changed);
  }
}
