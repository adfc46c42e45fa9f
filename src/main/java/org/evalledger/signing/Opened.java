package org.evalledger.signing;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Verification.Rejected;
import org.evalledger.signing.Verification.Verified;

/**
 * An envelope whose form and headers are right and whose signatures nobody has checked yet. It does
 * not give its payload away: {@link #verify} does.
 */
public final class Opened implements Opening {
  private final byte[] payload;
  private final byte[] body;
  private final List<SignaturePart> signatures;

  /** The member of the payload that is the statement; empty where the payload is. */
  private final Optional<String> member;

  /**
   * @param payload the decoded payload
   * @param body the payload as it is signed: base64url text in JWS, the payload itself in DSSE
   * @param signatures at least one; no kid twice
   * @param member of the payload that is the statement; empty where the payload is
   */
  Opened(byte[] payload, byte[] body, List<SignaturePart> signatures, Optional<String> member) {
    this.payload = payload;
    this.body = body;
    this.signatures = List.copyOf(signatures);
    this.member = member;
  }

  /** Who claims to have signed, in the order of the signatures; at least one, none twice. */
  public List<Kid> kids() {
    return signatures.stream().map(SignaturePart::kid).toList();
  }

  /**
   * Checks all signatures; one that is not valid rejects the envelope.
   *
   * <p>Where exactly one kid is not registered, all the others verify, and the statement is an
   * object whose {@code jwk} has that thumbprint, that key is used for that one signature: so a key
   * proves itself when it is to be registered. Nothing else of it is looked at.
   */
  public Verification verify(KeySource keys) {
    var registered = new HashMap<Kid, PublicKey>();
    for (SignaturePart part : signatures) {
      keys.find(part.kid()).ifPresent(key -> registered.put(part.kid(), key));
    }
    if (signatures.size() - registered.size() > 1) {
      return unknown(kids().stream().filter(kid -> !registered.containsKey(kid)).toList());
    }
    Optional<SignaturePart> stranger = Optional.empty();
    for (SignaturePart part : signatures) {
      PublicKey key = registered.get(part.kid());
      if (key == null) {
        stranger = Optional.of(part);
        continue;
      }
      Optional<SignatureFault> fault = part.check(key, body);
      if (fault.isPresent()) {
        return new Rejected(fault.get());
      }
    }
    return stranger.isEmpty() ? verified(Optional.empty()) : introduce(stranger.get());
  }

  private static Rejected unknown(List<Kid> strangers) {
    return new Rejected(SignatureFault.UNKNOWN_KEY, strangers);
  }

  private Verification introduce(SignaturePart stranger) {
    Optional<PublicKey> key = keyInPayload().filter(k -> k.thumbprint().equals(stranger.kid()));
    if (key.isEmpty()) {
      return unknown(List.of(stranger.kid()));
    }
    Optional<SignatureFault> fault = stranger.check(key.get(), body);
    return fault.isPresent() ? new Rejected(fault.get()) : verified(key);
  }

  private Verification verified(Optional<PublicKey> introduced) {
    return new Verified(Bytes.copyOf(payload), kids(), introduced);
  }

  private Optional<PublicKey> keyInPayload() {
    if (JsonReader.read(Bytes.copyOf(payload)) instanceof JsonReader.Value(JsonObject whole)
        && (member.isEmpty() ? whole : whole.get(member.get())) instanceof JsonObject object) {
      Json jwk = object.get("jwk");
      if (jwk != null && PublicKey.parse(jwk) instanceof KeyReading.Key<PublicKey> read) {
        return Optional.of(read.key());
      }
    }
    return Optional.empty();
  }
}
