package org.evalledger.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedTest {
  @Test
  void isTheValueOrTheReasonWhyThereIsNone() {
    assertThat(Parsed.of(() -> Bytes.ofHex("ff")).map(Bytes::length))
        .isEqualTo(new Parsed.Value<>(1));

    Parsed<Integer> malformed =
        Parsed.<Bytes>of(
                () -> {
                  throw new IllegalArgumentException("the reason");
                })
            .map(Bytes::length);
    assertThat(malformed).isEqualTo(new Parsed.Malformed<Integer>("the reason"));
    assertThatIllegalArgumentException()
        .isThrownBy(malformed::orElseThrow)
        .withMessage("the reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AA", "AA=", "AB==", "AAA", "AAB=", "AA==\n", "_-==", "AA==AA=="})
  void base64HasOneFormAlone(String base64) {
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofBase64(base64));
  }

  @Test
  void base64OfAnyBytesIsReadBack() {
    for (int length = 0; length < 70; length++) {
      var content = new byte[length];
      Arrays.fill(content, (byte) (251 * length));
      assertThat(Bytes.ofBase64(Base64.getEncoder().encodeToString(content)))
          .isEqualTo(Bytes.copyOf(content));
    }
  }

  @Test
  void bytesAreCopiedAndDigestedWhereTheyAreWanted() {
    var target = new byte[] {1, 2, 3, 4};
    Bytes.ofHex("aabb").copyTo(target, 1);
    var digest = Sha256.digest();
    Bytes.ofHex("aabb").update(digest);

    assertThat(Bytes.copyOf(target).hex()).isEqualTo("01aabb04");
    assertThat(Sha256.ofDigest(digest.digest())).isEqualTo(Bytes.ofHex("aabb").sha256());
  }
}
