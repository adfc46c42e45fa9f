package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Vectors.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Project Wycheproof's verdicts are ours, test by test. */
class WycheproofTest {
  static Stream<Case> ed25519() {
    return Vectors.wycheproof("ed25519_test.json");
  }

  static Stream<Case> p256WithFixedLength() {
    return Vectors.wycheproof("ecdsa_secp256r1_sha256_p1363_test.json");
  }

  static Stream<Case> p256WithDer() {
    return Vectors.wycheproof("ecdsa_secp256r1_sha256_test.json");
  }

  static Stream<Case> p384WithDer() {
    return Vectors.wycheproof("ecdsa_secp384r1_sha384_test.json");
  }

  static Stream<Case> pss() {
    return Vectors.wycheproof("rsa_pss_2048_sha256_mgf1_32_test.json");
  }

  static Stream<Case> mlDsa44() {
    return Vectors.wycheproof("mldsa_44_verify_test.json.gz");
  }

  static Stream<Case> mlDsa65() {
    return Vectors.wycheproof("mldsa_65_verify_test.json.gz");
  }

  @ParameterizedTest
  @MethodSource("ed25519")
  void ed25519SignaturesGetTheirVerdict(Case one) {
    PublicKey key = Vectors.publicKey(Vectors.bare(Vectors.get(one.group(), "publicKeyJwk")));
    assertThat(key.verify(one.message(), one.signature())).isEqualTo(one.valid());
  }

  @ParameterizedTest
  @MethodSource("p256WithFixedLength")
  void p256SignaturesGetTheirVerdict(Case one) {
    PublicKey key = ecKey(one.group(), "P-256", 32);
    assertThat(key.algorithm()).isEqualTo(Algorithm.ES256);
    assertThat(key.verify(one.message(), one.signature())).isEqualTo(one.valid());
  }

  /**
   * JOSE has no DER. Where a signature is strict DER (minimal lengths, minimal non-negative
   * integers, nothing behind) its r and s are laid side by side and must get the file's verdict;
   * where it is not, it must be one that the file calls invalid.
   */
  @ParameterizedTest
  @MethodSource({"p256WithDer", "p384WithDer"})
  void ecdsaSignaturesInDerGetTheirVerdict(Case one) {
    boolean p256 = Vectors.text(one.group(), "sha").equals("SHA-256");
    int coordinateBytes = p256 ? 32 : 48;
    PublicKey key = ecKey(one.group(), p256 ? "P-256" : "P-384", coordinateBytes);
    Optional<Bytes> signature = StrictDer.fixedLength(one.signature(), coordinateBytes);
    boolean accepted = signature.filter(fixed -> key.verify(one.message(), fixed)).isPresent();
    assertThat(accepted).isEqualTo(one.valid());
  }

  private static PublicKey ecKey(Json group, String curve, int coordinateBytes) {
    Bytes point = Vectors.hex(group, "publicKey", "uncompressed");
    return Vectors.publicKey(
        Json.object()
            .put("kty", "EC")
            .put("crv", curve)
            .put("x", point.slice(1, 1 + coordinateBytes).base64Url())
            .put("y", point.slice(1 + coordinateBytes, point.length()).base64Url())
            .build());
  }

  @ParameterizedTest
  @MethodSource("pss")
  void pssSignaturesGetTheirVerdict(Case one) {
    PublicKey key = Vectors.publicKey(Vectors.bare(Vectors.get(one.group(), "publicKeyJwk")));
    assertThat(key.algorithm()).isEqualTo(Algorithm.PS256);
    assertThat(key.verify(one.message(), one.signature())).isEqualTo(one.valid());
  }

  /** RFC 9964 fixes the empty context, so what was signed in another one is refused here. */
  @ParameterizedTest
  @MethodSource({"mlDsa44", "mlDsa65"})
  void mlDsaSignaturesGetTheirVerdict(Case one) {
    boolean otherContext =
        Vectors.has(one.test(), "ctx") && !Vectors.text(one.test(), "ctx").isEmpty();
    KeyReading<PublicKey> reading = PublicKey.parse(mlDsaKey(one));
    boolean accepted =
        reading instanceof KeyReading.Key<PublicKey> read
            && read.key().verify(one.message(), one.signature());
    assertThat(accepted).isEqualTo(one.valid() && !otherContext);
  }

  private static JsonObject mlDsaKey(Case one) {
    Bytes encoded = Vectors.hex(one.group(), "publicKey");
    String algorithm = encoded.length() < 1500 ? "ML-DSA-44" : "ML-DSA-65";
    return Json.object()
        .put("kty", "AKP")
        .put("alg", algorithm)
        .put("pub", encoded.base64Url())
        .build();
  }

  static Stream<Case> pkcs1() {
    return Vectors.wycheproof("rsa_signature_2048_sha256_test.json");
  }

  /**
   * RS256 is not taken: what is valid as PKCS #1 v1.5 is nothing under PS256, the one algorithm the
   * key can be registered with. Test 257 is the other way round, PSS where PKCS #1 is asked for,
   * and so is valid here. Keys with exponent 3 cannot be registered at all.
   */
  @ParameterizedTest
  @MethodSource("pkcs1")
  void pkcs1SignaturesAreNoneWhereTheKeyIsRegisteredForPss(Case one) {
    JsonObject jwk = Vectors.bare(Vectors.get(one.group(), "publicKeyJwk"));
    assertThat(PublicKey.parse(jwk)).isInstanceOf(KeyReading.NotAKey.class);
    boolean accepted =
        PublicKey.parse(jwk.with("alg", Json.of("PS256")))
                instanceof KeyReading.Key<PublicKey>(var key)
            && key.verify(one.message(), one.signature());
    assertThat(accepted).isEqualTo(one.toString().equals("257 RSASSA-PSS signature"));
  }
}
