package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.Vectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
  private static final Json VECTORS = Vectors.json("signed-note/notes.json");

  /** RFC 8032 §7.1, test 1. */
  private static final Bytes SEED =
      Bytes.ofHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  private static final Bytes PUBLIC_KEY =
      Bytes.ofHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  private static Stream<String> strings(String name) {
    return ((JsonArray) Vectors.member(VECTORS, name))
        .items().stream().map(item -> ((JsonString) item).value());
  }

  static Stream<String> valid() {
    return strings("valid_vkeys");
  }

  static Stream<String> invalid() {
    return strings("invalid_vkeys");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void verifierKeyIsReadAndWrittenAsInTheVector(String key) {
    assertThat(NoteVerifier.parse(key).orElseThrow()).hasToString(key);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void verifierKeyOfTheVectorIsRefused(String key) {
    assertThat(NoteVerifier.parse(key)).isInstanceOf(Parsed.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+-74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumanN+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW",
      })
  void everyOtherVerifierKeyIsRefused(String key) {
    assertThat(NoteVerifier.parse(key)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void aTypeNotSpokenHereIsNamed() {
    // Type 05, a tree head of RFC 6962.
    assertThat(NoteVerifier.parse("w+00000000+BRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        .isEqualTo(new Parsed.Malformed<>("unknown signature type 05"));
  }

  @Test
  void base64MayHoldAPlus() {
    for (int seed = 0; seed < 64; seed++) {
      var bytes = new byte[32];
      bytes[0] = (byte) seed;
      var verifier = NoteSigner.ed25519("plus", Bytes.copyOf(bytes)).verifier();
      assertThat(NoteVerifier.parse(verifier.toString())).isEqualTo(new Parsed.Value<>(verifier));
    }
  }

  @Test
  void keyIdIsTheStartOfTheDigestOfNameTypeAndKey() {
    var verifier = NoteVerifier.ed25519("example.com/log", PUBLIC_KEY);
    var hashed =
        Bytes.concat(Bytes.ofUtf8("example.com/log\n"), Bytes.ofHex("01"), PUBLIC_KEY).sha256();

    assertThat(verifier.keyId()).hasToString(hashed.hex().substring(0, 8));
    assertThat(verifier.keyId().bytes()).isEqualTo(hashed.bytes().slice(0, 4));
  }

  @Test
  void sameKeyUnderAnotherNameHasAnotherId() {
    assertThat(NoteVerifier.ed25519("a", PUBLIC_KEY))
        .isNotEqualTo(NoteVerifier.ed25519("b", PUBLIC_KEY))
        .isEqualTo(NoteVerifier.ed25519("a", PUBLIC_KEY))
        .hasSameHashCodeAs(NoteVerifier.ed25519("a", PUBLIC_KEY));
    assertThat(NoteVerifier.ed25519("a", PUBLIC_KEY).keyId())
        .isNotEqualTo(NoteVerifier.ed25519("b", PUBLIC_KEY).keyId());
  }

  @Test
  void publicKeyIsThatOfTheSeed() {
    var signer = NoteSigner.ed25519("rfc8032", SEED);

    assertThat(signer.verifier().publicKey()).isEqualTo(PUBLIC_KEY);
    assertThat(signer.verifier().algorithm()).isEqualTo(NoteAlgorithm.ED25519);
  }

  @Test
  void pointsThatNobodyCanHoldThePrivateKeyOfAreRefused() {
    // The neutral element; a point of order 2; y = p, not reduced; too short.
    for (String key :
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NoteVerifier.ed25519("log", Bytes.ofHex(key)));
    }
  }

  @Test
  void privateKeyIsReadAsItWasWritten() {
    var signer = NoteSigner.generate("example.com/log", new SecureRandom());
    var read = NoteSigner.parse(signer.privateKey()).orElseThrow();

    assertThat(read.verifier()).isEqualTo(signer.verifier());
    assertThat(read.sign("text\n")).isEqualTo(signer.sign("text\n"));
  }

  @Test
  void privateKeyOfTheVectorIsReadAndWritten() {
    String key = Vectors.string(Vectors.member(VECTORS, "deterministic_sign"), "skey");

    assertThat(NoteSigner.parse(key).orElseThrow().privateKey()).isEqualTo(key);
  }

  @Test
  void damagedPrivateKeyIsRefusedWithoutBeingShown() {
    String key = NoteSigner.ed25519("rfc8032", SEED).privateKey();
    String secret = key.substring(key.lastIndexOf('+') + 1);
    for (String damaged :
        List.of(
            "",
            key.replace("PRIVATE", "PUBLIC"),
            key.replace("rfc8032", "rfc8033"),
            key.replace("+" + secret, ""),
            key.substring(0, key.length() - 1),
            key.substring(0, key.length() - 4),
            key + "AAAA",
            key.replace(secret, "B" + secret.substring(1)),
            key.replace(secret, "AQ" + secret.substring(2)))) {
      switch (NoteSigner.parse(damaged)) {
        case Parsed.Value<NoteSigner> read -> throw new AssertionError("read: " + damaged);
        case Parsed.Malformed<NoteSigner> refused ->
            assertThat(refused.reason()).doesNotContain(secret.substring(4, 12));
      }
    }
  }

  @Test
  void signerShowsItsPublicKeyAlone() {
    var signer = NoteSigner.ed25519("rfc8032", SEED);

    assertThat(signer).hasToString("NoteSigner[" + signer.verifier() + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a+b", "a\tb", "a\nb", "a\u00a0b", "a\u2003b", "\ud800"})
  void keyNameHasNoSpaceAndNoPlus(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NoteSigner.ed25519(name, SEED));
    assertThatIllegalArgumentException().isThrownBy(() -> NoteVerifier.ed25519(name, PUBLIC_KEY));
  }
}
