package org.evalledger.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * ML-DSA (FIPS 204) with an empty context; a private key is its seed of 32 bytes (RFC 9964).
 *
 * <p>Signing is the deterministic variant (FIPS 204 §3.4), so that signing a statement again gives
 * the same envelope, as with Ed25519.
 */
record MlDsaScheme(
    Algorithm algorithm, int publicKeyBytes, MLDSAParameters parameters, ASN1ObjectIdentifier oid)
    implements Scheme {
  static final MlDsaScheme ML_DSA_44 =
      new MlDsaScheme(
          Algorithm.ML_DSA_44, 1312, MLDSAParameters.ml_dsa_44, NISTObjectIdentifiers.id_ml_dsa_44);
  static final MlDsaScheme ML_DSA_65 =
      new MlDsaScheme(
          Algorithm.ML_DSA_65, 1952, MLDSAParameters.ml_dsa_65, NISTObjectIdentifiers.id_ml_dsa_65);
  static final MlDsaScheme ML_DSA_87 =
      new MlDsaScheme(
          Algorithm.ML_DSA_87, 2592, MLDSAParameters.ml_dsa_87, NISTObjectIdentifiers.id_ml_dsa_87);

  private static final int SEED_BYTES = 32;

  @Override
  public List<String> publicMembers() {
    return List.of("alg", "kty", "pub");
  }

  @Override
  public List<String> privateMembers() {
    return List.of("priv");
  }

  @Override
  public Verifier verifier(JwkReader jwk) throws BadJwk {
    try {
      return verifier(jwk.octets("pub", publicKeyBytes));
    } catch (GeneralSecurityException refused) {
      throw jwk.bad("pub", "This is no ML-DSA key: " + refused.getMessage() + ".");
    }
  }

  /** The public key {@code encoded} as FIPS 204 has it, validated in full. */
  Verifier verifier(byte[] encoded) throws GeneralSecurityException {
    var key =
        KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(info(encoded)));
    return (message, signature) -> {
      try {
        if (signature.length != algorithm.signatureBytes()) {
          return false;
        }
        Signature verifier = Signature.getInstance("ML-DSA");
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
      } catch (SignatureException wrong) {
        return false;
      } catch (GeneralSecurityException broken) {
        throw new IllegalStateException("a validated ML-DSA key does not verify", broken);
      }
    };
  }

  private byte[] info(byte[] encoded) {
    try {
      return new SubjectPublicKeyInfo(new AlgorithmIdentifier(oid), encoded).getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Signer signer(JwkReader jwk) throws BadJwk {
    MLDSAPrivateKeyParameters key = privateKey(jwk.octets("priv", SEED_BYTES));
    if (!Arrays.equals(key.getPublicKey(), jwk.octets("pub", publicKeyBytes))) {
      throw jwk.bad("priv", "This private key does not belong to the public key in pub.");
    }
    return signer(key);
  }

  /** The private key with this {@code seed}, 32 bytes. */
  MLDSAPrivateKeyParameters privateKey(byte[] seed) {
    return new MLDSAPrivateKeyParameters(parameters, seed);
  }

  /** Signs with {@code key}. */
  static Signer signer(MLDSAPrivateKeyParameters key) {
    return message -> {
      try {
        var signer = new MLDSASigner();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
      } catch (CryptoException broken) {
        throw new IllegalStateException("a validated ML-DSA key does not sign", broken);
      }
    };
  }

  @Override
  public JsonObject generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    var key = new MLDSAPrivateKeyParameters(parameters, seed);
    return Json.object()
        .put("kty", "AKP")
        .put("alg", algorithm.jwa())
        .put("pub", Base64Url.encode(key.getPublicKey()))
        .put("priv", Base64Url.encode(seed))
        .build();
  }
}
