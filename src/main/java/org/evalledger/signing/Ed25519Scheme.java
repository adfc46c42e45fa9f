package org.evalledger.signing;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * Ed25519 (RFC 8032 §5.1).
 *
 * <p>Which signatures are good is not the same in all libraries; here it is: A, the key, is encoded
 * canonically and lies in the subgroup of prime order (no key of low order, none with a component
 * of low order); R is encoded canonically; S is below the group order; and the equation is the one
 * RFC 8032 §5.1.7 states, [8][S]B = [8]R + [8][k]A, with the cofactor. Whatever an honest signer
 * writes is good in every library. Only the owner of a key can write an R with a component of low
 * order, which this equation takes and the shorter one, [S]B = R + [k]A, does not; leaving the
 * cofactor out would take a second multiplication, as BouncyCastle offers the one with it alone.
 */
record Ed25519Scheme() implements Scheme {
  @Override
  public List<String> publicMembers() {
    return List.of("crv", "kty", "x");
  }

  @Override
  public List<String> privateMembers() {
    return List.of("d");
  }

  @Override
  public Verifier verifier(JwkReader jwk) throws BadJwk {
    byte[] encoded = jwk.octets("x", Ed25519.PUBLIC_KEY_SIZE);
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(encoded, 0);
    if (point == null) {
      throw jwk.bad("x", "This is no point of prime order on edwards25519, encoded canonically.");
    }
    return (message, signature) ->
        signature.length == Ed25519.SIGNATURE_SIZE
            && Ed25519.verify(signature, 0, point, message, 0, message.length);
  }

  @Override
  public Signer signer(JwkReader jwk) throws BadJwk {
    byte[] seed = jwk.octets("d", Ed25519.SECRET_KEY_SIZE);
    byte[] publicKey = publicKey(seed);
    if (!Arrays.equals(publicKey, jwk.octets("x", Ed25519.PUBLIC_KEY_SIZE))) {
      throw jwk.bad("d", "This private key does not belong to the public key in x.");
    }
    return message -> {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      // With the public key at hand: to derive it anew takes as long as to sign.
      Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
      return signature;
    };
  }

  @Override
  public JsonObject generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    Ed25519.generatePrivateKey(random, seed);
    return Json.object()
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("x", Base64Url.encode(publicKey(seed)))
        .put("d", Base64Url.encode(seed))
        .build();
  }

  private static byte[] publicKey(byte[] seed) {
    byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, encoded, 0);
    return encoded;
  }
}
