package org.evalledger.signing;

import java.security.SecureRandom;
import java.util.List;
import org.evalledger.json.Json.JsonObject;

/** What one family of algorithms makes of its keys. */
sealed interface Scheme permits Ed25519Scheme, EcdsaScheme, PssScheme, MlDsaScheme {
  /** The scheme behind {@code algorithm}. */
  static Scheme of(Algorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> new Ed25519Scheme();
      case ES256 -> EcdsaScheme.P256;
      case ES384 -> EcdsaScheme.P384;
      case PS256 -> new PssScheme();
      case ML_DSA_44 -> MlDsaScheme.ML_DSA_44;
      case ML_DSA_65 -> MlDsaScheme.ML_DSA_65;
      case ML_DSA_87 -> MlDsaScheme.ML_DSA_87;
    };
  }

  /** The members that the thumbprint covers: RFC 7638 §3.2, RFC 8037 §2, RFC 9964 §6. */
  List<String> publicMembers();

  /** The members that make a key private. */
  List<String> privateMembers();

  /** The public key in {@code jwk}, validated in full. */
  Verifier verifier(JwkReader jwk) throws BadJwk;

  /** The private key in {@code jwk}, which must belong to the public members beside it. */
  Signer signer(JwkReader jwk) throws BadJwk;

  /** A new private JWK without {@code alg}. */
  JsonObject generate(SecureRandom random);
}
