package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
  private static final String HASH = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=";
  private static final String HASH_2 = "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=";
  private static final Bytes CHECKPOINT =
      Bytes.ofUtf8("example.com/log\n109482\n" + HASH + "\n\n— example.com/log hI2DJw==\n");

  /** In the manner of the example of C2SP tlog-proof. */
  private static final String HEAD =
      "c2sp.org/tlog-proof@v1\n"
          + "extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6\n"
          + "index 73894\n"
          + HASH
          + "\n"
          + HASH_2
          + "\n\n";

  private static Bytes file(String head) {
    return Bytes.concat(Bytes.ofUtf8(head), CHECKPOINT);
  }

  @Test
  void readsAndWritesTheFormOfTheSpecification() {
    var proof =
        new TlogProof(
            Optional.of(Bytes.ofUtf8("age-v1.2.1-darwin-arm64.tar.gz")),
            73_894,
            List.of(new Sha256(Bytes.ofBase64(HASH)), new Sha256(Bytes.ofBase64(HASH_2))),
            CHECKPOINT);

    assertThat(TlogProof.parse(file(HEAD))).isEqualTo(new Parsed.Value<>(proof));
    assertThat(proof.bytes()).isEqualTo(file(HEAD));
  }

  @Test
  void proofOfTheOnlyLeafHasNoHashes() {
    var proof = TlogProof.of(new InclusionProof(0, new TreeSize(1), List.of()), CHECKPOINT);

    assertThat(proof.bytes()).isEqualTo(file("c2sp.org/tlog-proof@v1\nindex 0\n\n"));
    assertThat(TlogProof.parse(proof.bytes())).isEqualTo(new Parsed.Value<>(proof));
  }

  @Test
  void givesBackTheProofItWasMadeOf() {
    var reference = Reference.ofEntries(11);
    var inclusion = new InclusionProof(6, new TreeSize(11), reference.path(6, 11));
    var read = TlogProof.parse(TlogProof.of(inclusion, CHECKPOINT).bytes()).orElseThrow();

    assertThat(read.inclusion(new TreeSize(11))).isEqualTo(inclusion);
  }

  @Test
  void keepsTheCheckpointByteForByte() {
    var odd = Bytes.concat(Bytes.ofHex("ff00"), Bytes.ofUtf8("\n\n\nindex 3\n\n"));
    var file = Bytes.concat(Bytes.ofUtf8("c2sp.org/tlog-proof@v1\nindex 0\n\n"), odd);

    assertThat(TlogProof.parse(file).orElseThrow().checkpoint()).isEqualTo(odd);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "C2SP.org/tlog-proof@v1\nindex 0\n\n",
        " c2sp.org/tlog-proof@v1\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\r\nindex 0\n\n",
        "index 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex 01\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n",
        "c2sp.org/tlog-proof@v1\nindex \n\n",
        "c2sp.org/tlog-proof@v1\nindex  0\n\n",
        "c2sp.org/tlog-proof@v1\nIndex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\r\n\n",
        "c2sp.org/tlog-proof@v1\nindex ٠\n\n",
        "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n",
        "c2sp.org/tlog-proof@v1\nextra AA\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\ngSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\ngSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlR=\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\n",
      })
  void refusesEveryOtherHead(String head) {
    assertThat(TlogProof.parse(file(head))).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void refusesMoreHashesThanAnyTreeIsHigh() {
    String most = "c2sp.org/tlog-proof@v1\nindex 0\n" + (HASH + "\n").repeat(63);

    assertThat(TlogProof.parse(file(most + "\n")).orElseThrow().hashes()).hasSize(63);
    assertThat(TlogProof.parse(file(most + HASH + "\n\n")))
        .isEqualTo(new Parsed.Malformed<>("a proof of 64 hashes, want at most 63"));
  }

  @Test
  void refusesToBeWithoutCheckpointOrIndex() {
    assertThat(TlogProof.parse(Bytes.ofUtf8(HEAD)))
        .isEqualTo(new Parsed.Malformed<>("a proof without a checkpoint"));
    assertThat(TlogProof.parse(Bytes.ofUtf8("c2sp.org/tlog-proof@v1\nindex 0\n")))
        .isEqualTo(new Parsed.Malformed<>("a proof without an empty line before its checkpoint"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TlogProof(Optional.empty(), -1, Collections.emptyList(), CHECKPOINT));
  }
}
