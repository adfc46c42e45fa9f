package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.NoteOpening.Opened;
import org.evalledger.signing.NoteOpening.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The timed signatures of C2SP tlog-cosignature, checked by the JDK over bytes written by hand. */
class CosignatureTest {
  private static final String ORIGIN = "example.com/behind-the-sofa";
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  /** The checkpoint of the specification's example. */
  private static final String TEXT = ORIGIN + "\n20852163\n" + ROOT + "\n";

  private static final Instant TIME = Instant.ofEpochSecond(1679315147);
  private static final NoteSigner WITNESS = signer(NoteAlgorithm.ED25519_COSIGNATURE, "w.example");
  private static final NoteSigner ML_DSA = signer(NoteAlgorithm.ML_DSA_44, "w.example");

  private static NoteSigner signer(NoteAlgorithm algorithm, String name) {
    return NoteSigner.of(algorithm, name, Bytes.copyOf(new byte[32]));
  }

  private static Bytes number(long value) {
    return Bytes.copyOf(ByteBuffer.allocate(8).putLong(value).array());
  }

  private static boolean jdkVerifies(
      String algorithm, String info, NoteSigner signer, Bytes message, Bytes signature)
      throws Exception {
    byte[] spki = Bytes.concat(Bytes.ofHex(info), signer.verifier().publicKey()).toArray();
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(
        KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki)));
    verifier.update(message.toArray());
    return verifier.verify(signature.toArray());
  }

  @Test
  void ed25519SignsHeaderTimeAndText() throws Exception {
    NoteSignature made = WITNESS.sign(TEXT, TIME);
    Bytes message = Bytes.ofUtf8("cosignature/v1\ntime 1679315147\n" + TEXT);

    assertThat(made.signature().length()).isEqualTo(72);
    assertThat(made.signature().slice(0, 8)).isEqualTo(number(1679315147));
    assertThat(
            jdkVerifies(
                "Ed25519",
                "302a300506032b6570032100",
                WITNESS,
                message,
                made.signature().slice(8, 72)))
        .isTrue();
  }

  @Test
  void mlDsaSignsTheCosignedMessage() throws Exception {
    NoteSignature made = ML_DSA.sign(TEXT, TIME);
    Bytes message =
        Bytes.concat(
            Bytes.ofHex("737562747265652f76310a00"),
            Bytes.ofHex("09"),
            Bytes.ofUtf8("w.example"),
            number(1679315147),
            Bytes.ofHex("1b"),
            Bytes.ofUtf8(ORIGIN),
            number(0),
            number(20852163),
            Bytes.ofBase64(ROOT));

    assertThat(made.signature().length()).isEqualTo(8 + 2420);
    assertThat(made.signature().slice(0, 8)).isEqualTo(number(1679315147));
    assertThat(
            jdkVerifies(
                "ML-DSA",
                "30820532300b06096086480165030403110382052100",
                ML_DSA,
                message,
                made.signature().slice(8, 8 + 2420)))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(NoteAlgorithm.class)
  void keysAreWrittenAndReadAgain(NoteAlgorithm algorithm) {
    var signer = signer(algorithm, ORIGIN);
    var key = signer.verifier();
    Bytes type = Bytes.copyOf(new byte[] {algorithm.type()});
    Bytes hashed = Bytes.concat(Bytes.ofUtf8(ORIGIN + "\n"), type, key.publicKey());

    assertThat(key.keyId()).hasToString(hashed.sha256().hex().substring(0, 8));
    assertThat(key)
        .hasToString(
            ORIGIN + "+" + key.keyId() + "+" + Bytes.concat(type, key.publicKey()).base64());
    assertThat(NoteVerifier.parse(key.toString())).isEqualTo(new Parsed.Value<>(key));
    assertThat(NoteSigner.parse(signer.privateKey()).orElseThrow().sign(TEXT, TIME))
        .isEqualTo(signer.sign(TEXT, TIME));
  }

  @Test
  void oneSeedHasAnotherIdUnderEachType() {
    assertThat(
            List.of(NoteAlgorithm.values()).stream()
                .map(algorithm -> signer(algorithm, ORIGIN).verifier().keyId())
                .distinct())
        .hasSize(3);
  }

  @Test
  void tellsWhenItWasSigned() {
    for (NoteSigner signer : List.of(WITNESS, ML_DSA)) {
      var key = signer.verifier();

      assertThat(key.cosignedAt(TEXT, signer.sign(TEXT, TIME.plusMillis(999)))).contains(TIME);
      assertThat(key.cosignedAt(TEXT, signer.sign(TEXT))).contains(Instant.EPOCH);
    }
    var plain = signer(NoteAlgorithm.ED25519, "w.example");
    assertThat(plain.verifier().cosignedAt(TEXT, plain.sign(TEXT, TIME))).isEmpty();
  }

  @Test
  void noByteOfACosignatureCanBeChanged() {
    for (NoteSigner signer : List.of(WITNESS, ML_DSA)) {
      NoteSignature good = signer.sign(TEXT, TIME);
      for (int at = 0; at < good.signature().length(); at++) {
        byte[] damaged = good.signature().toArray();
        damaged[at] ^= (byte) (1 << at % 8);
        var bad = new NoteSignature(good.name(), good.keyId(), Bytes.copyOf(damaged));
        assertThat(signer.verifier().cosignedAt(TEXT, bad)).as("byte %d", at).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com/behind-the-sofb\n20852163\n" + ROOT + "\n",
        ORIGIN + "\n20852164\n" + ROOT + "\n",
        ORIGIN + "\n20852163\nDsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        ORIGIN + "\n20852163\n" + ROOT + "\nextension\n",
        ORIGIN + "\n020852163\n" + ROOT + "\n",
        ORIGIN + "\n20852163\n",
        "\n",
      })
  void signatureOfOneCheckpointIsNotThatOfAnother(String other) {
    for (NoteSigner signer : List.of(WITNESS, ML_DSA)) {
      assertThat(signer.verifier().verifies(other, signer.sign(TEXT, TIME))).isFalse();
    }
  }

  @Test
  void lengthTimeAndNameAreChecked() {
    for (NoteSigner signer : List.of(WITNESS, ML_DSA)) {
      NoteSignature good = signer.sign(TEXT, TIME);
      Bytes raw = good.signature().slice(8, good.signature().length());
      for (Bytes wrong :
          List.of(
              raw,
              Bytes.concat(good.signature(), Bytes.ofHex("00")),
              Bytes.concat(number(-1), raw),
              Bytes.concat(number(Long.MAX_VALUE), raw))) {
        var bad = new NoteSignature(good.name(), good.keyId(), wrong);
        assertThat(signer.verifier().cosignedAt(TEXT, bad)).isEmpty();
      }
      var other = signer(signer.verifier().algorithm(), "other.example");
      assertThat(other.verifier().verifies(TEXT, good)).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> signer.sign(TEXT, Instant.ofEpochSecond(-1)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "any text\n",
        ORIGIN + "\n01\n" + ROOT + "\n",
        ORIGIN + "\n-1\n" + ROOT + "\n",
        ORIGIN + "\n9223372036854775808\n" + ROOT + "\n",
        ORIGIN + "\n1\nAAAA\n",
        ORIGIN + "\n1\n" + ROOT + "\nextension\n",
        "\n1\n" + ROOT + "\n",
      })
  void mlDsaSignsPlainCheckpointsAlone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ML_DSA.sign(text, TIME));
    assertThat(ML_DSA.verifier().verifies(text, ML_DSA.sign(TEXT, TIME))).isFalse();
  }

  @Test
  void namesThatDoNotFitTheMessageAreRefused() {
    var longest = signer(NoteAlgorithm.ML_DSA_44, "n".repeat(255));
    String text = "o".repeat(255) + "\n0\n" + ROOT + "\n";

    assertThat(longest.verifier().verifies(text, longest.sign(text, TIME))).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> longest.sign("o" + text, TIME));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer(NoteAlgorithm.ML_DSA_44, "n".repeat(256)));
  }

  @Test
  void keysOfAnotherLengthAreRefused() {
    for (NoteAlgorithm algorithm : NoteAlgorithm.values()) {
      Bytes key = signer(algorithm, "log").verifier().publicKey();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NoteVerifier.of(algorithm, "log", key.slice(1, key.length())));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NoteSigner.of(algorithm, "log", Bytes.copyOf(new byte[31])));
    }
  }

  @Test
  void aCheckpointCarriesBothLinesOfALogAndAWitness() {
    var ed25519 = signer(NoteAlgorithm.ED25519, ORIGIN);
    var mlDsa = signer(NoteAlgorithm.ML_DSA_44, ORIGIN);
    var note =
        SignedNote.sign(TEXT, TIME, List.of(ed25519, mlDsa))
            .with(List.of(WITNESS.sign(TEXT, TIME)));
    var known = List.of(ed25519.verifier(), mlDsa.verifier(), WITNESS.verifier());

    assertThat(SignedNote.open(note.bytes(), known)).isEqualTo(new Opened(TEXT, known));
    for (NoteVerifier key : known) {
      assertThat(SignedNote.open(note.bytes(), List.of(key)))
          .isEqualTo(new Opened(TEXT, List.of(key)));
    }
    assertThat(
            note.signatures().stream().flatMap(s -> mlDsa.verifier().cosignedAt(TEXT, s).stream()))
        .containsExactly(TIME);
  }

  @Test
  void oneFailingLineOfAKnownKeyRefusesTheCheckpointDespiteGoodOnes() {
    var ed25519 = signer(NoteAlgorithm.ED25519, ORIGIN);
    var mlDsa = signer(NoteAlgorithm.ML_DSA_44, ORIGIN);
    String forged = TEXT.replace("20852163", "20852162");
    var note = new SignedNote(TEXT, List.of(ed25519.sign(TEXT, TIME), mlDsa.sign(forged, TIME)));

    assertThat(note.open(List.of(ed25519.verifier(), mlDsa.verifier())))
        .isEqualTo(
            new Refused(
                "the signature by %s (%s) does not hold"
                    .formatted(ORIGIN, mlDsa.verifier().keyId())));
    assertThat(note.open(List.of(ed25519.verifier()))).isInstanceOf(Opened.class);
  }

  @Test
  void aCosignatureIsNoSignatureOfTheTextByTheSameSeed() {
    var plain = signer(NoteAlgorithm.ED25519, "w.example");
    NoteSignature timed = WITNESS.sign(TEXT, TIME);
    var moved =
        new NoteSignature("w.example", plain.verifier().keyId(), timed.signature().slice(8, 72));

    assertThat(plain.verifier().verifies(TEXT, moved)).isFalse();
    assertThat(Optional.of(plain.verifier())).isNotEqualTo(Optional.of(WITNESS.verifier()));
  }

  /** Where {@link Instant} itself would end, or the year has more than four digits. */
  @Test
  void aTimeBehindTheYear9999IsACosignatureThatDoesNotHold() {
    for (long second :
        new long[] {253_402_300_799L, 253_402_300_800L, Instant.MAX.getEpochSecond()}) {
      NoteSignature line = WITNESS.sign(TEXT, Instant.ofEpochSecond(second));
      boolean holds = second == 253_402_300_799L;

      assertThat(WITNESS.verifier().verifies(TEXT, line)).as("%d", second).isEqualTo(holds);
      assertThat(WITNESS.verifier().cosignedAt(TEXT, line).isPresent()).isEqualTo(holds);
    }
  }
}
