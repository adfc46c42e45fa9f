package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PublicKeyTest {
  private static JsonObject jwk(Algorithm algorithm) {
    return TestKeys.key(algorithm, "public").publicKey().toJwk();
  }

  private static List<Fault> faults(Json jwk) {
    return switch (PublicKey.parse(jwk, "/jwk")) {
      case KeyReading.Key<PublicKey> read -> List.of();
      case KeyReading.NotAKey<PublicKey> none -> none.faults();
    };
  }

  private static List<String> pointers(Json jwk) {
    return faults(jwk).stream().map(Fault::pointer).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsWrittenAsItWasRead(Algorithm algorithm) {
    JsonObject jwk = jwk(algorithm);
    PublicKey key = Vectors.publicKey(jwk);
    assertThat(key.algorithm()).isEqualTo(algorithm);
    assertThat(key.toJwk().canonical()).isEqualTo(jwk.canonical());
    assertThat(key).isEqualTo(Vectors.publicKey(jwk)).hasSameHashCodeAs(Vectors.publicKey(jwk));
    assertThat(key).hasToString(algorithm.jwa() + " key " + key.thumbprint());
  }

  @ParameterizedTest
  @EnumSource
  void anyMemberThatIsMissingIsNamed(Algorithm algorithm) {
    JsonObject jwk = jwk(algorithm);
    for (String name : Scheme.of(algorithm).publicMembers()) {
      assertThat(pointers(Vectors.without(jwk, name))).containsExactly("/jwk/" + name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyMemberThatIsNoStringIsNamed(Algorithm algorithm) {
    JsonObject jwk = jwk(algorithm);
    for (String name : Scheme.of(algorithm).publicMembers()) {
      assertThat(pointers(jwk.with(name, Json.of(1)))).containsExactly("/jwk/" + name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void membersThatAreNoStrictBase64urlOrOfAnotherLengthAreRefused(Algorithm algorithm) {
    JsonObject jwk = jwk(algorithm);
    for (String name : List.of("x", "y", "n", "e", "pub")) {
      if (jwk.get(name) != null) {
        String good = Vectors.text(jwk, name);
        for (String bad : List.of("", good + "=", " " + good, "AAAA" + good, "!")) {
          assertThat(pointers(jwk.with(name, Json.of(bad))))
              .as(bad)
              .containsExactly("/jwk/" + name);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void algMayBeLeftOutWhereTheKeySaysItByItself(Algorithm algorithm) {
    JsonObject bare = Vectors.without(jwk(algorithm), "alg");
    boolean says = !Vectors.text(bare, "kty").equals("AKP");
    assertThat(pointers(bare)).isEqualTo(says ? List.of() : List.of("/jwk/alg"));
  }

  @ParameterizedTest
  @EnumSource
  void noOtherAlgGoesWithAKey(Algorithm algorithm) {
    for (String alg : List.of("Ed25519", "ES256", "ES384", "PS256", "HS256", "none", "RS256")) {
      if (!alg.equals(algorithm.jwa())) {
        assertThat(faults(jwk(algorithm).with("alg", Json.of(alg)))).as(alg).isNotEmpty();
      }
    }
  }

  @Test
  void theOldNameOfEd25519IsUnderstoodAndWrittenAnew() {
    PublicKey key = Vectors.publicKey(jwk(Algorithm.ED25519).with("alg", Json.of("EdDSA")));
    assertThat(Vectors.text(key.toJwk(), "alg")).isEqualTo("Ed25519");
  }

  @Test
  void theSameMlDsaBytesUnderAnotherParameterSetAreRefused() {
    JsonObject jwk = jwk(Algorithm.ML_DSA_44).with("alg", Json.of("ML-DSA-65"));
    assertThat(faults(jwk))
        .containsExactly(new Fault("/jwk/pub", "This is 1312 bytes long; want 1952."));
  }

  @ParameterizedTest
  @EnumSource
  void privateMembersAreRefusedWithAWarning(Algorithm algorithm) {
    JsonObject secret = TestKeys.key(algorithm, "public").toJwk();
    List<String> names = Scheme.of(algorithm).privateMembers();
    assertThat(faults(secret))
        .hasSameSizeAs(names)
        .allSatisfy(fault -> assertThat(fault.detail()).contains("must never be sent"));
  }

  @Test
  void everyOtherMemberIsRefusedAndAllAreNamed() {
    JsonObject jwk =
        jwk(Algorithm.ES256)
            .with("kid", Json.of("x"))
            .with("use", Json.of("sig"))
            .with("a/b", Json.of(1));
    assertThat(pointers(jwk)).containsExactly("/jwk/kid", "/jwk/use", "/jwk/a~1b");
  }

  @ParameterizedTest
  @CsvSource({
    "{'kty':'oct';'k':'AAAA'},/kty",
    "{'kty':'EC';'crv':'secp256k1';'x':'AA';'y':'AA'},/crv",
    "{'kty':'EC';'crv':'P-521';'x':'AA';'y':'AA'},/crv",
    "{'kty':'OKP';'crv':'Ed448';'x':'AA'},/crv",
    "{'kty':'OKP';'crv':'X25519';'x':'AA'},/crv",
    "{'kty':'AKP';'alg':'SLH-DSA-SHA2-128s';'pub':'AA'},/alg",
    "{'kty':'AKP';'alg':'ES256';'pub':'AA'},/alg",
    "{},/kty",
    "[],''"
  })
  void keysOfOtherKindsAreRefused(String json, String pointer) {
    Json jwk = Vectors.json(Bytes.ofUtf8(json.replace('\'', '"').replace(';', ',')));
    assertThat(pointers(jwk)).containsExactly("/jwk" + pointer);
  }

  /** x twice; the origin; coordinates above p. */
  @Test
  void pointsThatAreNotOnTheCurveAreRefused() {
    for (Algorithm algorithm : List.of(Algorithm.ES256, Algorithm.ES384)) {
      JsonObject jwk = jwk(algorithm);
      int length = algorithm == Algorithm.ES256 ? 32 : 48;
      String zero = Bytes.copyOf(new byte[length]).base64Url();
      assertThat(pointers(jwk.with("y", Vectors.get(jwk, "x")))).containsExactly("/jwk/x");
      assertThat(pointers(jwk.with("x", Json.of(zero)).with("y", Json.of(zero))))
          .containsExactly("/jwk/x");
      String all = Bytes.ofHex("ff".repeat(length)).base64Url();
      assertThat(pointers(jwk.with("x", Json.of(all)))).containsExactly("/jwk/x");
    }
  }

  @Test
  void moduliBelow2048AndAbove8192BitsAreRefused() {
    assertThat(pointers(rsa(BigInteger.ONE.shiftLeft(2047).setBit(0), "AQAB"))).isEmpty();
    assertThat(pointers(rsa(BigInteger.ONE.shiftLeft(2046).setBit(0), "AQAB")))
        .containsExactly("/jwk/n");
    assertThat(pointers(rsa(BigInteger.ONE.shiftLeft(8191).setBit(0), "AQAB"))).isEmpty();
    assertThat(pointers(rsa(BigInteger.ONE.shiftLeft(8192).setBit(0), "AQAB")))
        .containsExactly("/jwk/n");
    assertThat(pointers(rsa(BigInteger.ONE.shiftLeft(2047), "AQAB"))).containsExactly("/jwk/n");
  }

  @Test
  void exponentsThatAreEvenSmallOrHugeAreRefused() {
    BigInteger n = BigInteger.ONE.shiftLeft(2047).setBit(0);
    assertThat(pointers(rsa(n, "Aw"))).containsExactly("/jwk/e"); // 3
    assertThat(pointers(rsa(n, "AQAA"))).containsExactly("/jwk/e"); // 65536
    assertThat(pointers(rsa(n, "AAEAAQ"))).containsExactly("/jwk/e"); // 65537 with a leading zero
    assertThat(pointers(rsa(n, "AQAAAAE"))).containsExactly("/jwk/e"); // 2^32 + 1
    assertThat(pointers(rsa(n, "_____w"))).isEmpty(); // 2^32 - 1
  }

  private static JsonObject rsa(BigInteger n, String e) {
    return Json.object()
        .put("kty", "RSA")
        .put("n", Base64Url.encode(BigIntegers.asUnsignedByteArray(n)))
        .put("e", e)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void signaturesOfAnyOtherLengthAreRefused(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "public");
    Bytes signature = key.sign(TestKeys.PAYLOAD);
    PublicKey publicKey = key.publicKey();
    assertThat(publicKey.verify(TestKeys.PAYLOAD, signature)).isTrue();
    assertThat(algorithm.signatureBytes()).isIn(0, signature.length());
    Bytes zero = Bytes.ofHex("00");
    for (Bytes bad :
        List.of(
            Bytes.EMPTY,
            signature.slice(0, signature.length() - 1),
            Bytes.concat(signature, zero),
            Bytes.concat(zero, signature),
            Bytes.concat(signature, signature))) {
      assertThat(publicKey.verify(TestKeys.PAYLOAD, bad)).isFalse();
    }
  }

  @Test
  void whoInsistsOnAKeyThatIsNoneIsToldWhy() {
    assertThatThrownBy(() -> PublicKey.parse(Json.of("x")).orThrow())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a string");
  }
}
