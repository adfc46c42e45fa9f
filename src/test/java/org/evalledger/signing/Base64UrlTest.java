package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  /** Every text of up to three characters is taken exactly when some bytes are written so. */
  @Test
  void everyShortTextIsTakenExactlyWhenBytesAreWrittenSo() {
    Set<String> written = new HashSet<>();
    for (int a = 0; a < 256; a++) {
      written.add(Base64Url.encode(new byte[] {(byte) a}));
      for (int b = 0; b < 256; b++) {
        written.add(Base64Url.encode(new byte[] {(byte) a, (byte) b}));
      }
    }
    assertThat(written).hasSize(256 + 65536);
    List<String> taken = new ArrayList<>();
    for (String text : texts()) {
      byte[] decoded = Base64Url.decode(text);
      if (decoded != null) {
        taken.add(text);
        assertThat(Base64Url.encode(decoded)).isEqualTo(text);
      }
    }
    assertThat(taken).hasSize(256 + 65536);
    assertThat(written.equals(new HashSet<>(taken))).isTrue(); // AssertJ would take minutes
  }

  /** One to three characters out of the alphabet and what is easily taken for part of it. */
  private static List<String> texts() {
    String alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \n.\u00e9";
    var texts = new ArrayList<String>();
    for (int a = 0; a < alphabet.length(); a++) {
      texts.add(alphabet.substring(a, a + 1));
      for (int b = 0; b < alphabet.length(); b++) {
        String two = alphabet.substring(a, a + 1) + alphabet.charAt(b);
        texts.add(two);
        for (int c = 0; c < alphabet.length(); c++) {
          texts.add(two + alphabet.charAt(c));
        }
      }
    }
    return texts;
  }

  @Test
  void bytesComeBackAsTheyWere() {
    byte[] bytes = "\u00fb\u00ff any \u0000 bytes".getBytes(StandardCharsets.ISO_8859_1);
    for (int length = 0; length <= bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThat(Base64Url.decode(Base64Url.encode(part))).isEqualTo(part);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAAA=",
        "AAA=",
        "AA==",
        "AA=A",
        "AAAA====",
        "AAAA\n",
        "AA AA",
        "AA+A",
        "AA/A",
        "A",
        "AAAAA",
        "AAAA\u0410AAA",
        "AAB=",
        "=",
        "====",
        "AAA\u0000",
        "AB",
        "AAB",
        "____-"
      })
  void whatIsNotStrictIsRefused(String text) {
    assertThat(Base64Url.decode(text)).isNull();
  }

  @Test
  void aPartOfALongerTextIsReadAlone() {
    byte[] text = "xx.AQID.yy".getBytes(StandardCharsets.US_ASCII);
    assertThat(Base64Url.decode(text, 3, 7)).containsExactly(1, 2, 3);
    assertThat(Base64Url.decode(text, 3, 3)).isEmpty();
    assertThat(Base64Url.decode(text, 2, 7)).isNull();
  }
}
