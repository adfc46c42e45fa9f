package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KidTest {
  /** RFC 7638 §3.1, whose key carries a kid and RS256 that the thumbprint does not cover. */
  @Test
  void theExampleOfRfc7638HasItsThumbprint() {
    var key =
        Json.object()
            .put("kty", "RSA")
            .put(
                "n",
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tS"
                    + "oc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4"
                    + "QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n9"
                    + "1CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1"
                    + "jF44-csFCur-kEgU8awapJzKnqDKgw")
            .put("e", "AQAB")
            .build();
    assertThat(Vectors.publicKey(key).thumbprint())
        .isEqualTo(new Kid("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
  }

  /** RFC 8037 appendix A.3. */
  @Test
  void theExampleOfRfc8037HasItsThumbprint() {
    var key =
        Json.object()
            .put("kty", "OKP")
            .put("crv", "Ed25519")
            .put("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            .build();
    assertThat(Vectors.publicKey(key).thumbprint())
        .isEqualTo(new Kid("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
  }

  @Test
  void aThumbprintIsTheDigestInBase64url() {
    var digest = Bytes.ofUtf8("any").sha256();
    assertThat(Kid.of(digest).value()).isEqualTo(Base64Url.encode(digest.bytes().toArray()));
  }

  /** 43 characters carry two bits too many; a last one that sets them would be a second name. */
  @Test
  void onlyLastCharactersThatLeaveSpareBitsZeroMakeAThumbprint() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      String text = "A".repeat(42) + alphabet.charAt(i);
      assertThat(Kid.isKid(text)).as(text).isEqualTo(Base64Url.decode(text) != null);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "bilbo.baggins@hobbiton.example",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA"
      })
  void otherTextIsNoThumbprint(String text) {
    assertThat(Kid.isKid(text)).isFalse();
    assertThatThrownBy(() -> new Kid(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kidsAreOrderedAsText() {
    var low = new Kid("A".repeat(43));
    var high = new Kid("B" + "A".repeat(42));
    assertThat(low).isLessThan(high);
    assertThat(low).hasToString("A".repeat(43));
  }
}
