package org.evalledger.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Writes JWS (RFC 7515 §7). */
public final class Jws {
  private Jws() {}

  /** One signature in the compact serialization, {@code application/jose}. */
  public static Bytes compact(Typ typ, Bytes payload, SigningKey key) {
    String signed = header(typ, key) + "." + payload.base64Url();
    return Bytes.ofUtf8(signed + "." + key.sign(Bytes.ofUtf8(signed)).base64Url());
  }

  /**
   * Signatures by {@code keys}, in their order, in the general JSON serialization, {@code
   * application/jose+json}.
   *
   * @throws IllegalArgumentException when there is no key, one key twice, or one key too many
   */
  public static Bytes general(Typ typ, Bytes payload, List<SigningKey> keys) {
    long different = keys.stream().map(SigningKey::kid).distinct().count();
    if (keys.isEmpty() || keys.size() > Envelope.MAX_SIGNATURES || different < keys.size()) {
      throw new IllegalArgumentException(
          "%d keys, %d of them different; want 1 to %d different ones"
              .formatted(keys.size(), different, Envelope.MAX_SIGNATURES));
    }
    String body = payload.base64Url();
    return general(body, keys.stream().map(key -> signature(typ, body, key)).toList());
  }

  /**
   * {@code jws}, compact or JSON, with signatures by {@code keys} behind its own, which stay as
   * they are. Whether those are valid is not looked at.
   *
   * @throws IllegalArgumentException when {@code jws} is no JWS of that kind, or would have too
   *     many signatures or two by one key
   */
  public static Bytes countersign(Typ typ, Bytes jws, List<SigningKey> keys) {
    JsonObject general = new GeneralForm(typ, jws).object();
    String body = GeneralForm.payload(general);
    var signatures = new ArrayList<Json>(GeneralForm.signatures(general));
    keys.forEach(key -> signatures.add(signature(typ, body, key)));
    Bytes result = general(body, signatures);
    if (Envelope.open(EnvelopeFormat.JOSE_JSON, result, typ)
        instanceof Opening.Malformed(var faults)) {
      throw new IllegalArgumentException(faults.getFirst().detail());
    }
    return result;
  }

  private static Bytes general(String body, List<? extends Json> signatures) {
    return Json.object()
        .put("payload", body)
        .put("signatures", Json.of(signatures))
        .build()
        .canonical();
  }

  private static JsonObject signature(Typ typ, String body, SigningKey key) {
    String header = header(typ, key);
    Bytes signature = key.sign(Bytes.ofUtf8(header + "." + body));
    return Json.object().put("protected", header).put("signature", signature.base64Url()).build();
  }

  /**
   * The payload of a JWS, compact or JSON, whose form, headers and signatures are all in order, by
   * registered keys alone; nothing otherwise. {@link Envelope#open} tells why.
   */
  public static Optional<Bytes> verify(Typ typ, Bytes jws, KeySource keys) {
    return Envelope.open(form(jws), jws, typ) instanceof Opened opened
            && opened.verify(keys) instanceof Verification.Verified verified
            && verified.introduced().isEmpty()
        ? Optional.of(verified.payload())
        : Optional.empty();
  }

  /** A compact JWS never begins with a brace. */
  static EnvelopeFormat form(Bytes jws) {
    return jws.length() > 0 && jws.at(0) == '{' ? EnvelopeFormat.JOSE_JSON : EnvelopeFormat.JOSE;
  }

  private static String header(Typ typ, SigningKey key) {
    return Json.object()
        .put("alg", key.publicKey().algorithm().jwa())
        .put("kid", key.kid().value())
        .put("typ", typ.header())
        .build()
        .canonical()
        .base64Url();
  }
}
