package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One thing damaged at a time: nothing that is damaged is ever verified. */
class DamageTest {
  private static boolean verifies(byte[] jws, SigningKey key) {
    return TestKeys.open(Bytes.copyOf(jws)) instanceof Opened opened
        && opened.verify(TestKeys.knows(key)) instanceof Verification.Verified;
  }

  @Test
  void everyBitOfACompactJwsCounts() {
    SigningKey key = TestKeys.ALICE;
    byte[] jws = Jws.compact(Typ.STATEMENT, TestKeys.PAYLOAD, key).toArray();
    assertThat(verifies(jws, key)).isTrue();
    for (int bit = 0; bit < 8 * jws.length; bit++) {
      byte[] damaged = jws.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verifies(damaged, key)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void everyByteOfACompactJwsIsNeeded() {
    SigningKey key = TestKeys.ALICE;
    byte[] jws = Jws.compact(Typ.STATEMENT, TestKeys.PAYLOAD, key).toArray();
    for (int length = 0; length < jws.length; length++) {
      assertThat(verifies(Arrays.copyOf(jws, length), key)).as("%d bytes", length).isFalse();
    }
    for (int gone = 0; gone < jws.length; gone++) {
      byte[] damaged = new byte[jws.length - 1];
      System.arraycopy(jws, 0, damaged, 0, gone);
      System.arraycopy(jws, gone + 1, damaged, gone, jws.length - gone - 1);
      assertThat(verifies(damaged, key)).as("without byte %d", gone).isFalse();
    }
  }

  /** ECDSA's (r, n - s) is the one other text of a signature; a flipped bit never makes it. */
  @ParameterizedTest
  @EnumSource
  void everyBitOfASignatureCounts(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "damage");
    byte[] message = TestKeys.PAYLOAD.toArray();
    byte[] signature = key.sign(TestKeys.PAYLOAD).toArray();
    int step = Math.max(1, signature.length / 256); // every bit of the short ones
    for (int bit = 0; bit < 8 * signature.length; bit += step) {
      byte[] damaged = signature.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.publicKey().verify(message, damaged)).as("bit %d", bit).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noSignatureOfZerosIsValid(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "damage");
    byte[] zeros = new byte[key.sign(TestKeys.PAYLOAD).length()];
    assertThat(key.publicKey().verify(TestKeys.PAYLOAD.toArray(), zeros)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anotherKeyOfTheSameAlgorithmDoesNotVerify(Algorithm algorithm) {
    SigningKey other = SigningKey.generate(algorithm);
    Bytes signature = TestKeys.key(algorithm, "damage").sign(TestKeys.PAYLOAD);
    assertThat(other.publicKey().verify(TestKeys.PAYLOAD, signature)).isFalse();
  }
}
