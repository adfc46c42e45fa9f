package org.evalledger.signing;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;

/**
 * A JWS as the general JSON serialization writes it (RFC 7515 §7.2.1), whatever form it came in.
 */
final class GeneralForm {
  private final Typ typ;
  private final Bytes jws;

  GeneralForm(Typ typ, Bytes jws) {
    this.typ = typ;
    this.jws = jws;
  }

  /**
   * The object with {@code payload} and {@code signatures}.
   *
   * @throws IllegalArgumentException when it is no JWS of that kind
   */
  JsonObject object() {
    EnvelopeFormat format = Jws.form(jws);
    switch (Envelope.open(format, jws, typ)) {
      case Opening.Malformed(var faults) ->
          throw new IllegalArgumentException(faults.getFirst().detail());
      case Opening.Forbidden(var rule) -> throw new IllegalArgumentException(rule.detail());
      case Opened opened -> {
        return format == EnvelopeFormat.JOSE ? ofCompact() : ofJson();
      }
    }
  }

  private JsonObject ofCompact() {
    String[] parts = jws.utf8().split("\\.", -1);
    return build(parts[1], Json.of(List.of(one(Json.of(parts[0]), Json.of(parts[2])))));
  }

  private JsonObject ofJson() {
    if (!(JsonReader.read(jws) instanceof JsonReader.Value(JsonObject object))) {
      throw new IllegalArgumentException("not a JSON object");
    }
    Json signatures = object.get("signatures");
    return signatures != null
        ? object
        : build(
            payload(object),
            Json.of(List.of(one(member(object, "protected"), member(object, "signature")))));
  }

  private static JsonObject build(String payload, Json signatures) {
    return Json.object().put("payload", payload).put("signatures", signatures).build();
  }

  private static Json one(Json header, Json signature) {
    return Json.object().put("protected", header).put("signature", signature).build();
  }

  private static Json member(JsonObject object, String name) {
    Json value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    return value;
  }

  /** The payload of a general form, in base64url. */
  static String payload(JsonObject general) {
    return member(general, "payload") instanceof JsonString(var text) ? text : "";
  }

  /** The signatures of a general form. */
  static List<Json> signatures(JsonObject general) {
    return member(general, "signatures") instanceof JsonArray(var items) ? items : List.of();
  }
}
