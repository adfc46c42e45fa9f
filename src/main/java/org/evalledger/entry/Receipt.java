package org.evalledger.entry;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.evalledger.statement.EntryIndex;

/**
 * The service's word that it took a statement in, and what it made of it. It follows from the entry
 * alone, so the same receipt can be had again at any time.
 *
 * @param ledger the log's origin
 * @param index where the entry stands
 * @param leafHash RFC 6962 hash of the record
 * @param record the entry's leaf
 */
public record Receipt(String ledger, EntryIndex index, Sha256 leafHash, EntryRecord record) {
  /** The receipt as a compact JWS by the service's {@code key}. */
  public Bytes sign(SigningKey key) {
    return Jws.compact(Typ.RECEIPT, payload(), key);
  }

  /** The receipt as JWS JSON with a signature by each of the service's {@code keys}. */
  public Bytes sign(List<SigningKey> keys) {
    return Jws.general(Typ.RECEIPT, payload(), keys);
  }

  /** What is signed: RFC 8785 JSON. */
  public Bytes payload() {
    return Json.object()
        .put("v", 1)
        .put("ledger", ledger)
        .put("index", index.value())
        .put("leafHash", leafHash.hex())
        .put("record", record.json())
        .build()
        .canonical();
  }

  /**
   * The receipt that a verified {@code payload} is.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Receipt parse(Bytes payload) {
    if (JsonReader.read(payload) instanceof JsonReader.Value(JsonObject object)
        && object.get("ledger") instanceof JsonString(var ledger)
        && object.get("index") instanceof JsonNumber(var index)
        && object.get("leafHash") instanceof JsonString(var leafHash)
        && object.get("record") instanceof JsonObject record) {
      var receipt =
          new Receipt(
              ledger,
              new EntryIndex(Long.parseLong(index)),
              Sha256.ofHex(leafHash),
              EntryRecord.parse(record.canonical()));
      if (receipt.payload().equals(payload)) {
        return receipt;
      }
    }
    throw new IllegalArgumentException("not a receipt");
  }
}
