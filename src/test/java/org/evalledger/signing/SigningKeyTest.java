package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {
  private static List<String> pointers(Json jwk) {
    return switch (SigningKey.parse(jwk)) {
      case KeyReading.Key<SigningKey> read -> List.of();
      case KeyReading.NotAKey<SigningKey> none ->
          none.faults().stream().map(Fault::pointer).toList();
    };
  }

  @ParameterizedTest
  @EnumSource
  void aKeyFileIsWrittenAsItWasRead(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "file");
    Bytes file = key.toJwk().canonical();
    SigningKey again = SigningKey.parse(file).orThrow();
    assertThat(again.toJwk().canonical()).isEqualTo(file);
    assertThat(again.kid()).isEqualTo(key.kid());
    assertThat(key.publicKey().verify(file, again.sign(file))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void keysAreMadeFromTheSystemsRandomness(Algorithm algorithm) {
    SigningKey one = SigningKey.generate(algorithm);
    SigningKey other = SigningKey.generate(algorithm);
    assertThat(one.kid()).isNotEqualTo(other.kid());
    assertThat(one.publicKey().algorithm()).isEqualTo(algorithm);
    Bytes message = Bytes.ofUtf8("message");
    assertThat(one.publicKey().verify(message, one.sign(message))).isTrue();
    assertThat(other.publicKey().verify(message, one.sign(message))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void onlyPssSignsTheSameBytesInTwoWays(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "file");
    Bytes message = Bytes.ofUtf8("message");
    boolean same = key.sign(message).equals(key.sign(message));
    assertThat(same).isEqualTo(algorithm != Algorithm.PS256);
  }

  @ParameterizedTest
  @EnumSource
  void aSecretThatBelongsToAnotherPublicKeyIsRefused(Algorithm algorithm) {
    SigningKey mine = TestKeys.key(algorithm, "mine");
    Json other = SigningKey.generate(algorithm).toJwk();
    for (String name : Scheme.of(algorithm).privateMembers()) {
      JsonObject mixed = mine.toJwk().with(name, Vectors.get(other, name));
      assertThat(pointers(mixed)).as(name).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPublicKeyIsNoSigningKey(Algorithm algorithm) {
    JsonObject jwk = TestKeys.key(algorithm, "file").publicKey().toJwk();
    String first = Scheme.of(algorithm).privateMembers().getFirst();
    assertThat(pointers(jwk)).containsExactly("/" + first);
  }

  @Test
  void whatOtherToolsWriteBesidesIsIgnoredAndTheRestIsRefused() {
    JsonObject jwk =
        TestKeys.ALICE.toJwk().with("kid", Json.of("mine")).with("use", Json.of("sig"));
    assertThat(pointers(jwk)).isEmpty();
    assertThat(pointers(jwk.with("y", Json.of("AA")).with("p", Json.of("AA"))))
        .containsExactly("/y", "/p");
  }

  @Test
  void ecSecretsOutOfRangeAreRefused() {
    for (String hex : List.of("00".repeat(32), "ff".repeat(32))) {
      assertThat(pointers(TestKeys.BOB.toJwk().with("d", Json.of(Bytes.ofHex(hex).base64Url()))))
          .containsExactly("/d");
    }
  }

  @Test
  void filesThatAreNoJsonObjectAreRefused() {
    for (String file : List.of("", "{", "[]", "\"x\"", "{\"kty\":\"OKP\",\"kty\":\"OKP\"}")) {
      assertThat(SigningKey.parse(Bytes.ofUtf8(file)))
          .as(file)
          .isInstanceOf(KeyReading.NotAKey.class);
    }
  }

  @Test
  void nothingSecretIsPrinted() {
    assertThat(TestKeys.ALICE).hasToString("private Ed25519 key " + TestKeys.ALICE.kid());
  }
}
