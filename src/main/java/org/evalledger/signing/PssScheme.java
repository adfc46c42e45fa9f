package org.evalledger.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** RSASSA-PSS with SHA-256 (RFC 8017 §8.1, RFC 7518 §3.5). */
record PssScheme() implements Scheme {
  /** RFC 7518 §3.5 asks for 2048 bits at least; above 8192 a check takes too long. */
  private static final int MIN_BITS = 2048;

  private static final int MAX_BITS = 8192;

  /** FIPS 186-5 §5.1 asks for exponents above 2^16; above 32 bits a check takes too long. */
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);

  private static final int MAX_EXPONENT_BITS = 32;

  /** What FIPS 186-5 and NIST SP 800-57 part 1 table 2 ask for until 2031 and beyond. */
  private static final int GENERATED_BITS = 3072;

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  @Override
  public List<String> publicMembers() {
    return List.of("e", "kty", "n");
  }

  @Override
  public List<String> privateMembers() {
    return List.of("d", "p", "q", "dp", "dq", "qi");
  }

  @Override
  public Verifier verifier(JwkReader jwk) throws BadJwk {
    BigInteger n = modulus(jwk);
    BigInteger e = exponent(jwk);
    int signatureBytes = (n.bitLength() + 7) / 8;
    try {
      var key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
      return (message, signature) -> {
        try {
          if (signature.length != signatureBytes) {
            return false;
          }
          Signature verifier = pss();
          verifier.initVerify(key);
          verifier.update(message);
          return verifier.verify(signature);
        } catch (SignatureException wrong) {
          return false;
        } catch (GeneralSecurityException broken) {
          throw new IllegalStateException("a validated RSA key does not verify", broken);
        }
      };
    } catch (GeneralSecurityException refused) {
      throw jwk.bad("n", "This is no RSA key: " + refused.getMessage() + ".");
    }
  }

  private static BigInteger modulus(JwkReader jwk) throws BadJwk {
    BigInteger n = jwk.number("n");
    if (n.bitLength() < MIN_BITS || n.bitLength() > MAX_BITS || !n.testBit(0)) {
      throw jwk.bad(
          "n",
          "A modulus of %d bits; want an odd one of %d to %d."
              .formatted(n.bitLength(), MIN_BITS, MAX_BITS));
    }
    if (looksLikeRoca(n)) {
      throw jwk.bad("n", "This key's generator was broken (CVE-2017-15361); make a new key.");
    }
    return n;
  }

  /**
   * Nemec et al., "The Return of Coppersmith's Attack" (CCS 2017), §2.3: primes of that generator
   * are powers of 65537 modulo all small primes, hence so is their product. Of other moduli about
   * one in 2^28 looks like it.
   */
  private static boolean looksLikeRoca(BigInteger n) {
    for (int prime = 3; prime <= 167; prime += 2) {
      if (BigInteger.valueOf(prime).isProbablePrime(50)) {
        int residue = n.mod(BigInteger.valueOf(prime)).intValue();
        int power = 1;
        int steps = 0;
        while (power != residue && steps++ < prime) {
          power = power * (65537 % prime) % prime;
        }
        if (power != residue) {
          return false;
        }
      }
    }
    return true;
  }

  private static BigInteger exponent(JwkReader jwk) throws BadJwk {
    BigInteger e = jwk.number("e");
    if (e.compareTo(MIN_EXPONENT) < 0 || e.bitLength() > MAX_EXPONENT_BITS || !e.testBit(0)) {
      throw jwk.bad("e", "Want an odd exponent from 65537 to 2^32 − 1; nearly all keys use AQAB.");
    }
    return e;
  }

  @Override
  public Signer signer(JwkReader jwk) throws BadJwk {
    BigInteger n = modulus(jwk);
    BigInteger e = exponent(jwk);
    BigInteger d = jwk.number("d");
    BigInteger p = jwk.number("p");
    BigInteger q = jwk.number("q");
    BigInteger dp = jwk.number("dp");
    BigInteger dq = jwk.number("dq");
    BigInteger qi = jwk.number("qi");
    boolean one =
        p.multiply(q).equals(n)
            && isInverse(e, d, p.subtract(BigInteger.ONE))
            && isInverse(e, d, q.subtract(BigInteger.ONE))
            && dp.equals(d.mod(p.subtract(BigInteger.ONE)))
            && dq.equals(d.mod(q.subtract(BigInteger.ONE)))
            && isInverse(q, qi, p);
    if (!one) {
      throw jwk.bad("d", "The private members and the public key in n and e do not agree.");
    }
    try {
      var key =
          KeyFactory.getInstance("RSA")
              .generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, qi));
      return message -> {
        try {
          Signature signer = pss();
          signer.initSign(key);
          signer.update(message);
          return signer.sign();
        } catch (GeneralSecurityException broken) {
          throw new IllegalStateException("a validated RSA key does not sign", broken);
        }
      };
    } catch (GeneralSecurityException refused) {
      throw jwk.bad("n", "This is no RSA key: " + refused.getMessage() + ".");
    }
  }

  private static boolean isInverse(BigInteger one, BigInteger other, BigInteger modulus) {
    return modulus.signum() > 0 && one.multiply(other).mod(modulus).equals(BigInteger.ONE);
  }

  @Override
  public JsonObject generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(GENERATED_BITS, random);
      var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      return Json.object()
          .put("kty", "RSA")
          .put("n", encode(key.getModulus()))
          .put("e", encode(key.getPublicExponent()))
          .put("d", encode(key.getPrivateExponent()))
          .put("p", encode(key.getPrimeP()))
          .put("q", encode(key.getPrimeQ()))
          .put("dp", encode(key.getPrimeExponentP()))
          .put("dq", encode(key.getPrimeExponentQ()))
          .put("qi", encode(key.getCrtCoefficient()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no RSA keys", e);
    }
  }

  private static String encode(BigInteger value) {
    return Base64Url.encode(BigIntegers.asUnsignedByteArray(value));
  }

  private static Signature pss() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(PSS);
    return signature;
  }
}
