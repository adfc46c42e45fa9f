package org.evalledger.signing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/** A private key with its public one. Immutable; never prints what is secret. */
public final class SigningKey {
  /** What key files of other tools also carry, and what says nothing about the key itself. */
  private static final List<String> IGNORED = List.of("alg", "kid", "use", "key_ops", "ext");

  private final PublicKey publicKey;
  private final JsonObject jwk;
  private final Signer signer;

  private SigningKey(PublicKey publicKey, JsonObject jwk, Signer signer) {
    this.publicKey = publicKey;
    this.jwk = jwk;
    this.signer = signer;
  }

  /** Reads a file that holds one private JWK. */
  public static KeyReading<SigningKey> parse(Bytes file) {
    return switch (JsonReader.read(file)) {
      case JsonReader.Value value -> parse(value.json());
      case JsonReader.NotJson not ->
          notAKey("This is not JSON (byte %d): %s".formatted(not.byteOffset(), not.detail()));
    };
  }

  /** Reads a private JWK, whose public and private members must belong together. */
  public static KeyReading<SigningKey> parse(Json jwk) {
    if (!(jwk instanceof JsonObject object)) {
      return notAKey("This is " + jwk.kind() + "; want a private JWK, an object.");
    }
    var reader = new JwkReader(object, "");
    try {
      Algorithm algorithm = reader.algorithm();
      Scheme scheme = Scheme.of(algorithm);
      var allowed = new ArrayList<>(scheme.publicMembers());
      allowed.addAll(scheme.privateMembers());
      allowed.addAll(IGNORED);
      List<Fault> strangers = reader.strangers(allowed);
      if (!strangers.isEmpty()) {
        return new KeyReading.NotAKey<>(strangers);
      }
      PublicKey publicKey = PublicKey.of(algorithm, object, reader);
      Signer signer = scheme.signer(reader);
      var members = new LinkedHashMap<>(publicKey.toJwk().members());
      for (String name : scheme.privateMembers()) {
        members.put(name, Json.of(reader.text(name)));
      }
      return new KeyReading.Key<>(new SigningKey(publicKey, new JsonObject(members), signer));
    } catch (BadJwk e) {
      return new KeyReading.NotAKey<>(List.of(e.fault()));
    }
  }

  private static KeyReading<SigningKey> notAKey(String detail) {
    return new KeyReading.NotAKey<>(List.of(new Fault("", detail)));
  }

  /** A new key from the system's own randomness. */
  public static SigningKey generate(Algorithm algorithm) {
    return generate(algorithm, new SecureRandom());
  }

  /** A new key from {@code random}. */
  public static SigningKey generate(Algorithm algorithm, SecureRandom random) {
    return parse(Scheme.of(algorithm).generate(random)).orThrow();
  }

  /** The public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The thumbprint of the public half. */
  public Kid kid() {
    return publicKey.thumbprint();
  }

  /** The private JWK: thumbprint members, {@code alg} and the secret. */
  public JsonObject toJwk() {
    return jwk;
  }

  /** The signature over {@code message}, in the form a JWS carries. */
  public Bytes sign(Bytes message) {
    return Bytes.copyOf(signer.sign(message.toArray()));
  }

  /** Algorithm and thumbprint, nothing secret. */
  @Override
  public String toString() {
    return "private " + publicKey;
  }
}
