package org.evalledger.signing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** A public key, validated, with the one algorithm it is used with. Immutable; equal by content. */
public final class PublicKey {
  private final Algorithm algorithm;
  private final JsonObject jwk;
  private final Kid thumbprint;
  private final Verifier verifier;

  private PublicKey(Algorithm algorithm, JsonObject jwk, Kid thumbprint, Verifier verifier) {
    this.algorithm = algorithm;
    this.jwk = jwk;
    this.thumbprint = thumbprint;
    this.verifier = verifier;
  }

  /** Reads a public JWK that is a document of its own. */
  public static KeyReading<PublicKey> parse(Json jwk) {
    return parse(jwk, "");
  }

  /**
   * Reads a public JWK. It may hold its thumbprint members and {@code alg}, and nothing else.
   *
   * @param pointer where {@code jwk} stands in its document (RFC 6901), for the faults
   */
  public static KeyReading<PublicKey> parse(Json jwk, String pointer) {
    if (!(jwk instanceof JsonObject object)) {
      return new KeyReading.NotAKey<>(
          List.of(new Fault(pointer, "This is " + jwk.kind() + "; want a JWK, an object.")));
    }
    var reader = new JwkReader(object, pointer);
    try {
      Algorithm algorithm = reader.algorithm();
      var allowed = new ArrayList<>(Scheme.of(algorithm).publicMembers());
      allowed.add("alg");
      List<Fault> strangers = reader.strangers(allowed);
      return strangers.isEmpty()
          ? new KeyReading.Key<>(of(algorithm, object, reader))
          : new KeyReading.NotAKey<>(strangers);
    } catch (BadJwk e) {
      return new KeyReading.NotAKey<>(List.of(e.fault()));
    }
  }

  /** The public part of {@code jwk}, which may hold more than that. */
  static PublicKey of(Algorithm algorithm, JsonObject jwk, JwkReader reader) throws BadJwk {
    Verifier verifier = Scheme.of(algorithm).verifier(reader);
    var members = new LinkedHashMap<String, Json>();
    for (String name : Scheme.of(algorithm).publicMembers()) {
      members.put(name, Json.of(reader.text(name)));
    }
    var thumbprinted = new JsonObject(members);
    // RFC 7638 §3.3 and RFC 8785 give the same bytes: sorted names, plain strings, no white space.
    Kid thumbprint = Kid.of(thumbprinted.canonical().sha256());
    return new PublicKey(
        algorithm, thumbprinted.with("alg", Json.of(algorithm.jwa())), thumbprint, verifier);
  }

  /** The one algorithm this key verifies. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** The key's name (RFC 7638, RFC 9964 §6). */
  public Kid thumbprint() {
    return thumbprint;
  }

  /** The thumbprint members and {@code alg}. */
  public JsonObject toJwk() {
    return jwk;
  }

  /** Whether {@code signature}, in the form a JWS carries, is this key's over {@code message}. */
  public boolean verify(Bytes message, Bytes signature) {
    return verify(message.toArray(), signature.toArray());
  }

  boolean verify(byte[] message, byte[] signature) {
    return verifier.verify(message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey key && thumbprint.equals(key.thumbprint);
  }

  @Override
  public int hashCode() {
    return thumbprint.hashCode();
  }

  /** Algorithm and thumbprint. */
  @Override
  public String toString() {
    return algorithm.jwa() + " key " + thumbprint;
  }
}
