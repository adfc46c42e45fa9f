package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.Vectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonString;
import org.evalledger.signing.NoteOpening.Opened;
import org.evalledger.signing.NoteOpening.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final Json VECTORS = Vectors.json("signed-note/notes.json");
  private static final String TEXT = "example.com/log\n3\n\nmore\n";
  private static final NoteSigner SIGNER = signer("example.com/log", 1);
  private static final List<NoteVerifier> KNOWN = List.of(SIGNER.verifier());

  private static NoteSigner signer(String name, int seed) {
    var bytes = new byte[32];
    bytes[0] = (byte) seed;
    return NoteSigner.ed25519(name, Bytes.copyOf(bytes));
  }

  private static String note() {
    return SignedNote.sign(TEXT, SIGNER).bytes().utf8();
  }

  private static NoteOpening open(String note) {
    return SignedNote.open(Bytes.ofUtf8(note), KNOWN);
  }

  static Stream<Arguments> cases() {
    return ((JsonArray) Vectors.member(VECTORS, "cases"))
        .items().stream().map(vector -> Arguments.of(Vectors.string(vector, "name"), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isJudgedAsTheVectorSays(String name, Json vector) {
    var keys =
        ((JsonArray) Vectors.member(vector, "vkeys"))
            .items().stream()
                .map(key -> NoteVerifier.parse(((JsonString) key).value()).orElseThrow())
                .toList();
    var note = Bytes.ofUtf8(Vectors.string(vector, "note"));
    boolean wanted = ((Json.JsonObject) vector).get("error") == null;

    switch (SignedNote.open(note, keys)) {
      case Opened opened -> {
        assertThat(wanted).isTrue();
        assertThat(String.valueOf(opened.signers().size()))
            .isEqualTo(((JsonNumber) Vectors.member(vector, "verified")).text());
        assertThat(SignedNote.parse(note).orElseThrow().bytes()).isEqualTo(note);
      }
      case Refused refused -> assertThat(wanted).as(refused.reason()).isFalse();
    }
  }

  @Test
  void noVectorIsMissing() {
    assertThat(cases()).hasSize(13);
  }

  @Test
  void signsAsTheVectorDoes() {
    Json vector = Vectors.member(VECTORS, "deterministic_sign");
    var signer = NoteSigner.parse(Vectors.string(vector, "skey")).orElseThrow();

    assertThat(SignedNote.sign(Vectors.string(vector, "text"), signer).bytes().utf8())
        .isEqualTo(Vectors.string(vector, "note"));
  }

  @Test
  void opensWithTheTextThatWasSigned() {
    assertThat(open(note())).isEqualTo(new Opened(TEXT, KNOWN));
  }

  @Test
  void textEndsAtTheLastEmptyLine() {
    for (String text : List.of("\n", "\n\n", "a\n\n\nb\n", "a\n\n", "— a b\n\n— c d\n")) {
      assertThat(open(SignedNote.sign(text, SIGNER).bytes().utf8()))
          .isEqualTo(new Opened(text, KNOWN));
    }
  }

  @Test
  void noByteOfItCanBeChanged() {
    byte[] note = Bytes.ofUtf8(note()).toArray();
    for (int at = 0; at < note.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = note.clone();
        damaged[at] ^= (byte) (1 << bit);
        assertThat(SignedNote.open(Bytes.copyOf(damaged), KNOWN))
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void noByteOfItCanBeMissing() {
    byte[] note = Bytes.ofUtf8(note()).toArray();
    for (int length = 0; length < note.length; length++) {
      assertThat(SignedNote.open(Bytes.copyOf(note, 0, length), KNOWN)).isInstanceOf(Refused.class);
    }
    assertThat(open(note() + "\n")).isInstanceOf(Refused.class);
    assertThat(open(note() + "x")).isInstanceOf(Refused.class);
  }

  @Test
  void signatureOfAnUnknownKeyIsPassedOver() {
    var sameName = signer("example.com/log", 2);
    var note = SignedNote.sign(TEXT, sameName, SIGNER, signer("another", 3));

    assertThat(note.open(KNOWN)).isEqualTo(new Opened(TEXT, KNOWN));
    assertThat(note.open(List.of())).isEqualTo(new Refused("no signature by a known key"));
  }

  @Test
  void sameIdUnderAnotherNameIsAnotherKey() {
    var good = SIGNER.sign(TEXT);
    var elsewhere = new NoteSignature("example.com/other", good.keyId(), good.signature());

    assertThat(new SignedNote(TEXT, List.of(elsewhere)).open(KNOWN)).isInstanceOf(Refused.class);
    assertThat(new SignedNote(TEXT, List.of(elsewhere, good)).open(KNOWN))
        .isInstanceOf(Opened.class);
  }

  @Test
  void oneFailingSignatureOfAKnownKeyRefusesTheNoteDespiteAGoodOne() {
    var other = signer("example.com/other", 2);
    var failing =
        new NoteSignature(
            other.verifier().name(), other.verifier().keyId(), SIGNER.sign(TEXT).signature());
    var note = new SignedNote(TEXT, List.of(SIGNER.sign(TEXT), failing));

    assertThat(note.open(List.of(SIGNER.verifier(), other.verifier())))
        .isEqualTo(
            new Refused(
                "the signature by example.com/other (%s) does not hold"
                    .formatted(other.verifier().keyId())));
    assertThat(note.open(KNOWN)).isInstanceOf(Opened.class);
  }

  @Test
  void signatureOfAnotherLengthIsRefused() {
    var good = SIGNER.sign(TEXT);
    for (Bytes wrong :
        List.of(
            good.signature().slice(0, 63),
            Bytes.concat(good.signature(), Bytes.ofHex("00")),
            good.signature().slice(0, 1))) {
      var note = new SignedNote(TEXT, List.of(new NoteSignature(good.name(), good.keyId(), wrong)));
      assertThat(note.open(KNOWN)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void aKeyThatSignedTwiceCountsOnce() {
    var note = SignedNote.sign(TEXT, SIGNER, SIGNER);

    assertThat(note.open(KNOWN)).isEqualTo(new Opened(TEXT, KNOWN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 100})
  void carriesManySignatures(int count) {
    var signers = IntStream.range(0, count).mapToObj(at -> signer("key" + at, at)).toList();
    var note = SignedNote.sign(TEXT, signers.toArray(new NoteSigner[0]));
    var known = signers.stream().map(NoteSigner::verifier).toList();

    assertThat(SignedNote.open(note.bytes(), known)).isEqualTo(new Opened(TEXT, known));
  }

  @Test
  void refusesMoreSignaturesAndMoreBytesThanItsLimits() {
    String line = SIGNER.sign(TEXT).line() + "\n";

    assertThat(SignedNote.parse(Bytes.ofUtf8(TEXT + "\n" + line.repeat(101))))
        .isEqualTo(new Parsed.Malformed<>("a note with 101 signatures, want 1 to 100"));
    assertThat(SignedNote.parse(Bytes.ofUtf8("x".repeat(1_000_000) + "\n\n" + line)))
        .isInstanceOf(Parsed.Malformed.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignedNote(TEXT, Collections.emptyList()));
  }

  @Test
  void takesMoreSignaturesBehindItsOwn() {
    var witness = signer("witness.example", 9);
    var note = SignedNote.sign(TEXT, SIGNER).with(List.of(witness.sign(TEXT)));

    assertThat(note.bytes().utf8()).startsWith(note()).endsWith(witness.sign(TEXT).line() + "\n");
    assertThat(note.open(List.of(witness.verifier())))
        .isEqualTo(new Opened(TEXT, List.of(witness.verifier())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- example.com/log AAAAAAA=",
        "—example.com/log AAAAAAA=",
        "—  example.com/log AAAAAAA=",
        "— example.com/log  AAAAAAA=",
        "— example.com/log AAAAAAA= ",
        "— example.com/log AAAAAAA= x",
        "— example.com/log",
        "— example.com/log ",
        "—  AAAAAAA=",
        "— example.com/log AAAAAA==",
        "— example.com/log AAAAAAA",
        "— example.com/log AAAAAAB=",
        "— example.com/log AAAAAA_-",
        "— example.com+log AAAAAAA=",
        "— example.com\u00a0log AAAAAAA=",
        "— example.com\u3000log AAAAAAA=",
        "— example.com\u0085log AAAAAAA=",
        "— example.com/log AAAAAAA=\r",
        "x",
      })
  void oneMalformedSignatureLineRefusesTheNote(String line) {
    assertThat(open(note() + line + "\n")).isInstanceOf(Refused.class);
    assertThat(open(TEXT + "\n" + line + "\n" + SIGNER.sign(TEXT).line() + "\n"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void shortestSignatureOfAnUnknownKeyIsPassedOver() {
    assertThat(open(note() + "— example.com/log AAAAAAA=\n")).isInstanceOf(Opened.class);
  }

  @Test
  void refusesBytesThatAreNotUtf8AndControlCharacters() {
    var broken = new ArrayList<Bytes>();
    broken.add(Bytes.concat(Bytes.ofHex("ff"), Bytes.ofUtf8(note())));
    broken.add(Bytes.concat(Bytes.ofHex("c080"), Bytes.ofUtf8(note())));
    broken.add(Bytes.concat(Bytes.ofHex("eda080"), Bytes.ofUtf8(note())));
    for (int control = 0; control < 0x20; control++) {
      if (control != '\n') {
        broken.add(Bytes.ofUtf8((char) control + note()));
      }
    }
    for (Bytes note : broken) {
      assertThat(SignedNote.parse(note)).isInstanceOf(Parsed.Malformed.class);
    }
  }

  @Test
  void signsOnlyWhatCanBeATextOfANote() {
    for (String text : List.of("", "no line feed", "tab\t\n", "return\r\n", "half \ud800\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> SIGNER.sign(text));
      assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(text, SIGNER));
    }
  }
}
