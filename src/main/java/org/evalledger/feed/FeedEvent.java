package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.json.JsonReader.Value;
import org.evalledger.record.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of the log is to somebody who follows it.
 *
 * @param index of the entry; the event's id
 * @param event one of {@link #EVENTS}
 * @param leafHash RFC 6962 hash of the record, 64 hexadecimal digits
 * @param type of the statement
 * @param submitter who made it
 * @param model {@code namespace/name}; null for types without
 * @param relation of the signers to the model; null for types without
 * @param suspicion largest over its results, 0 to 1; null when nothing was comparable
 * @param verdict worst over its results; null for types without
 * @param results how many results it has
 * @param cases what the entry made of cases, as JSON; null where it is about none
 * @param receivedAt when the ledger took it in
 */
@Introspected
public record FeedEvent(
    long index,
    String event,
    String leafHash,
    String type,
    String submitter,
    @Nullable String model,
    @Nullable String relation,
    @Nullable BigDecimal suspicion,
    @Nullable String verdict,
    int results,
    @Nullable String cases,
    Instant receivedAt) {
  /**
   * What events there are: {@code flag} is an entry whose verdict is flagged or inconsistent,
   * {@code decision} a reviewer's word on a case, {@code case} any other that opens or changes one,
   * and what no entry says of a case: who works on it, and reminders; {@code entry} is every other.
   */
  public static final List<String> EVENTS = List.of("entry", "flag", "decision", "case");

  /** The event as it is sent; every member is there, null where it says nothing. */
  public JsonObject json() {
    return Json.object()
        .put("index", index)
        .put("event", event)
        .put("leafHash", leafHash)
        .put("type", type)
        .put("submitter", submitter)
        .put("model", text(model))
        .put("relation", text(relation))
        .put(
            "suspicion",
            suspicion == null ? Json.ofNull() : new JsonNumber(suspicion.toPlainString()))
        .put("verdict", text(verdict))
        .put("results", results)
        .put("cases", told())
        .put("receivedAt", Timestamp.write(receivedAt))
        .build();
  }

  private Json told() {
    return cases != null && JsonReader.read(Bytes.ofUtf8(cases)) instanceof Value(var read)
        ? read
        : Json.of(List.of());
  }

  private static Json text(@Nullable String text) {
    return text == null ? Json.ofNull() : Json.of(text);
  }
}
