package org.evalledger.signing;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/** Writes DSSE 1.0.2 envelopes around in-toto Statements; {@code keyid} is the thumbprint. */
public final class Dsse {
  private Dsse() {}

  /**
   * The in-toto Statement {@code payload}, signed by {@code keys} in their order.
   *
   * @throws IllegalArgumentException when there is no key, one key twice, or one key too many
   */
  public static Bytes sign(Bytes payload, List<SigningKey> keys) {
    return checked(payload, keys.stream().map(key -> signature(payload, key)).toList());
  }

  /**
   * {@code envelope} with signatures by {@code keys} behind its own, which stay as they are.
   * Whether those are valid is not looked at.
   *
   * @throws IllegalArgumentException when it is no such envelope, or would have too many signatures
   *     or two by one key
   */
  public static Bytes countersign(Bytes envelope, List<SigningKey> keys) {
    if (JsonReader.read(envelope) instanceof JsonReader.Value(JsonObject object)
        && DsseReader.open(envelope) instanceof Opened
        && object.get("payload") instanceof JsonString(var text)
        && object.get("signatures") instanceof JsonArray(var before)) {
      Bytes payload = Bytes.copyOf(DsseReader.decode(text).orElseThrow());
      var signatures = new ArrayList<Json>(before);
      keys.forEach(key -> signatures.add(signature(payload, key)));
      return checked(payload, signatures);
    }
    throw new IllegalArgumentException("not a DSSE envelope around an in-toto Statement");
  }

  private static Bytes checked(Bytes payload, List<? extends Json> signatures) {
    Bytes envelope =
        Json.object()
            .put("payload", payload.base64())
            .put("payloadType", DsseReader.PAYLOAD_TYPE)
            .put("signatures", Json.of(signatures))
            .build()
            .canonical();
    if (DsseReader.open(envelope) instanceof Opening.Malformed(var faults)) {
      throw new IllegalArgumentException(faults.getFirst().detail());
    }
    return envelope;
  }

  private static JsonObject signature(Bytes payload, SigningKey key) {
    Bytes prefix = Bytes.copyOf(DsseReader.paePrefix(DsseReader.PAYLOAD_TYPE, payload.length()));
    return Json.object()
        .put("keyid", key.kid().value())
        .put("sig", key.sign(Bytes.concat(prefix, payload)).base64())
        .build();
  }
}
