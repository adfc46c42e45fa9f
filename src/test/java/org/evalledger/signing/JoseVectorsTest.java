package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples of the specifications. None carries our {@code typ}, and most a {@code kid} that is no
 * thumbprint, so as envelopes all are refused by their rule; where the algorithm is ours, key and
 * signature are checked for themselves.
 */
class JoseVectorsTest {
  private static final String COOKBOOK = "jose-cookbook-rfc7520/";

  @ParameterizedTest
  @CsvSource({
    "jws/4_1.rsa_v15_signature.json, ALG_UNKNOWN",
    "jws/4_2.rsa-pss_signature.json, ALG_UNKNOWN",
    "jws/4_3.ecdsa_signature.json, ALG_UNKNOWN",
    "jws/4_4.hmac-sha2_integrity_protection.json, ALG_HMAC",
    "curve25519/jws.json, KID_MISSING"
  })
  void examplesInEverySerializationAreRefusedByTheirRule(String name, HeaderRule rule) {
    Json output = Vectors.get(Vectors.read(COOKBOOK + name), "output");
    assertThat(TestKeys.open(Bytes.ofUtf8(Vectors.text(output, "compact"))))
        .isEqualTo(new Opening.Forbidden(rule));
    for (String form : List.of("json", "json_flat")) {
      assertThat(open(Vectors.get(output, form))).isEqualTo(new Opening.Forbidden(rule));
    }
  }

  @Test
  void detachedContentIsMalformed() {
    Json output =
        Vectors.get(
            Vectors.read(COOKBOOK + "jws/4_5.signature_with_detached_content.json"), "output");
    assertThat(TestKeys.open(Bytes.ofUtf8(Vectors.text(output, "compact"))))
        .isInstanceOf(Opening.Malformed.class);
    assertThat(pointers(open(Vectors.get(output, "json")))).contains("/payload");
    assertThat(pointers(open(Vectors.get(output, "json_flat")))).contains("/payload");
  }

  @Test
  void unprotectedHeadersAreMalformed() {
    Json output =
        Vectors.get(Vectors.read(COOKBOOK + "jws/4_7.protecting_content_only.json"), "output");
    assertThat(pointers(open(Vectors.get(output, "json"))))
        .containsExactly("/signatures/0/header", "/signatures/0/protected");
    assertThat(pointers(open(Vectors.get(output, "json_flat"))))
        .containsExactly("/header", "/protected");
  }

  private static Opening open(Json envelope) {
    return Envelope.open(EnvelopeFormat.JOSE_JSON, envelope.canonical(), Typ.STATEMENT);
  }

  private static List<String> pointers(Opening opening) {
    return opening instanceof Opening.Malformed malformed
        ? malformed.faults().stream().map(Fault::pointer).toList()
        : List.of();
  }

  /** RFC 8037 appendix A.4, signed and verified. */
  @Test
  void theEd25519ExampleIsSignedAsPrinted() {
    Json example = Vectors.read(COOKBOOK + "curve25519/jws.json");
    SigningKey key = SigningKey.parse(Vectors.get(example, "input", "key")).orThrow();
    Bytes signed = Bytes.ofUtf8(Vectors.text(example, "signing", "sig-input"));
    Bytes signature = key.sign(signed);
    assertThat(signature.base64Url()).isEqualTo(Vectors.text(example, "signing", "sig"));
    assertThat(key.publicKey().verify(signed, signature)).isTrue();
  }

  /** RFC 7520 §3.1 to §3.6: P-521 and symmetric keys are not ours, the RSA key is. */
  @Test
  void theCookbooksKeysAreTakenWhereTheirKindIsOurs() {
    Json rsa = Vectors.read(COOKBOOK + "jwk/3_4.rsa_private_key.json");
    SigningKey secret = SigningKey.parse(rsa).orThrow();
    PublicKey open =
        Vectors.publicKey(Vectors.bare(Vectors.read(COOKBOOK + "jwk/3_3.rsa_public_key.json")));
    assertThat(secret.publicKey()).isEqualTo(open);
    for (String other :
        List.of(
            "3_1.ec_public_key",
            "3_5.symmetric_key_mac_computation",
            "3_6.symmetric_key_encryption")) {
      JsonObject jwk = Vectors.bare(Vectors.read(COOKBOOK + "jwk/" + other + ".json"));
      assertThat(PublicKey.parse(jwk)).as(other).isInstanceOf(KeyReading.NotAKey.class);
    }
  }

  /** The drafts' examples became RFC 9964; kid is the thumbprint, typ is missing. */
  @ParameterizedTest
  @ValueSource(strings = {"ML_DSA_44", "ML_DSA_65"})
  void mlDsaExamplesVerifyAndAreSignedAsPrinted(String name) {
    Json example = Vectors.read("mldsa-jose/jose/" + name + ".jose.json");
    SigningKey key = SigningKey.parse(Vectors.get(example, "jwk")).orThrow();
    assertThat(key.kid().value()).isEqualTo(Vectors.text(example, "jwk", "kid"));
    assertThat(key.publicKey().algorithm()).isEqualTo(Algorithm.valueOf(name));
    String jws = Vectors.text(example, "jws");
    int dot = jws.lastIndexOf('.');
    Bytes signed = Bytes.ofUtf8(jws.substring(0, dot));
    assertThat(key.sign(signed).base64Url()).isEqualTo(jws.substring(dot + 1));
    assertThat(key.publicKey().verify(signed, key.sign(signed))).isTrue();
    assertThat(TestKeys.open(Bytes.ofUtf8(jws))).isEqualTo(new Opening.Forbidden(HeaderRule.TYP));
  }

  /** The same examples in COSE: its bytes to be signed are others, key and signature are not. */
  @ParameterizedTest
  @ValueSource(strings = {"ML_DSA_44", "ML_DSA_65"})
  void mlDsaExamplesInCoseVerifyAndAreSignedAsPrinted(String name) {
    Json example = Vectors.read("mldsa-jose/cose/" + name + ".cose.json");
    Json jwk =
        Json.object()
            .put("kty", "AKP")
            .put("alg", Algorithm.valueOf(name).jwa())
            .put("pub", Vectors.hex(example, "raw_public_key").base64Url())
            .put("priv", Vectors.hex(example, "priv").base64Url())
            .build();
    SigningKey key = SigningKey.parse(jwk).orThrow();
    Bytes signed = Vectors.hex(example, "raw_to_be_signed");
    Bytes signature = Vectors.hex(example, "raw_signature");
    assertThat(key.publicKey().verify(signed, signature)).isTrue();
    assertThat(key.sign(signed)).isEqualTo(signature);
  }
}
