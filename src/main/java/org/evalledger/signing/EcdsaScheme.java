package org.evalledger.signing;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * ECDSA over the NIST curves (FIPS 186-5 §6), signatures as r and s of fixed length one behind the
 * other (RFC 7518 §3.4), nonces from RFC 6979. Of a good signature (r, s) its twin (r, n − s) is
 * good too, as FIPS 186-5 has it: nothing in the ledger takes a signature for the name of a
 * statement.
 */
final class EcdsaScheme implements Scheme {
  static final EcdsaScheme P256 = new EcdsaScheme("P-256", "SHA-256", 32);
  static final EcdsaScheme P384 = new EcdsaScheme("P-384", "SHA-384", 48);

  private final String curve;
  private final String digest;
  private final int coordinateBytes;
  private final ECDomainParameters domain;

  private EcdsaScheme(String curve, String digest, int coordinateBytes) {
    this.curve = curve;
    this.digest = digest;
    this.coordinateBytes = coordinateBytes;
    this.domain = new ECDomainParameters(CustomNamedCurves.getByName(curve));
  }

  @Override
  public List<String> publicMembers() {
    return List.of("crv", "kty", "x", "y");
  }

  @Override
  public List<String> privateMembers() {
    return List.of("d");
  }

  @Override
  public Verifier verifier(JwkReader jwk) throws BadJwk {
    var key = new ECPublicKeyParameters(point(jwk), domain);
    return (message, signature) -> {
      if (signature.length != 2 * coordinateBytes) {
        return false;
      }
      var r = new BigInteger(1, signature, 0, coordinateBytes);
      var s = new BigInteger(1, signature, coordinateBytes, coordinateBytes);
      var verifier = new ECDSASigner();
      verifier.init(false, key);
      return verifier.verifySignature(hash(message), r, s);
    };
  }

  /** SEC 1 §3.2.2.1: coordinates below p, on the curve, not the point at infinity. */
  private ECPoint point(JwkReader jwk) throws BadJwk {
    var x = new BigInteger(1, jwk.octets("x", coordinateBytes));
    var y = new BigInteger(1, jwk.octets("y", coordinateBytes));
    try {
      return domain.validatePublicPoint(domain.getCurve().createPoint(x, y));
    } catch (IllegalArgumentException e) {
      throw jwk.bad("x", "x and y are no point of " + curve + ".");
    }
  }

  @Override
  public Signer signer(JwkReader jwk) throws BadJwk {
    var d = new BigInteger(1, jwk.octets("d", coordinateBytes));
    boolean inRange = d.signum() > 0 && d.compareTo(domain.getN()) < 0;
    if (!inRange || !domain.getG().multiply(d).equals(point(jwk))) {
      throw jwk.bad("d", "This private key does not belong to the public key in x and y.");
    }
    var key = new ECPrivateKeyParameters(d, domain);
    return message -> {
      var signer =
          new ECDSASigner(
              new HMacDSAKCalculator(this == P256 ? new SHA256Digest() : new SHA384Digest()));
      signer.init(true, key);
      BigInteger[] rs = signer.generateSignature(hash(message));
      byte[] signature = Arrays.copyOf(octets(rs[0]), 2 * coordinateBytes);
      System.arraycopy(octets(rs[1]), 0, signature, coordinateBytes, coordinateBytes);
      return signature;
    };
  }

  @Override
  public JsonObject generate(SecureRandom random) {
    BigInteger d =
        BigIntegers.createRandomInRange(
            BigInteger.ONE, domain.getN().subtract(BigInteger.ONE), random);
    ECPoint point = domain.getG().multiply(d).normalize();
    return Json.object()
        .put("kty", "EC")
        .put("crv", curve)
        .put("x", Base64Url.encode(octets(point.getAffineXCoord().toBigInteger())))
        .put("y", Base64Url.encode(octets(point.getAffineYCoord().toBigInteger())))
        .put("d", Base64Url.encode(octets(d)))
        .build();
  }

  private byte[] octets(BigInteger value) {
    return BigIntegers.asUnsignedByteArray(coordinateBytes, value);
  }

  private byte[] hash(byte[] message) {
    try {
      return MessageDigest.getInstance(digest).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + digest, e);
    }
  }
}
