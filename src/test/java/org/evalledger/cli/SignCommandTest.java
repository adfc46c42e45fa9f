package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.record.Payload;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.KeySource;
import org.evalledger.signing.Opened;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.StatementReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  @TempDir private Path directory;

  private static Verification.Verified verified(
      EnvelopeFormat format, Bytes envelope, SigningKey... keys) {
    KeySource source =
        kid ->
            List.of(keys).stream()
                .filter(k -> k.kid().equals(kid))
                .findFirst()
                .map(SigningKey::publicKey);
    if (Envelope.open(format, envelope, Typ.STATEMENT) instanceof Opened opened
        && opened.verify(source) instanceof Verification.Verified verified) {
      return verified;
    }
    throw new AssertionError(envelope.utf8());
  }

  private Path statement() {
    return TestStatement.write(directory, "run.statement.json", TestStatement.evaluation("0.612"));
  }

  @Test
  void oneKeyGivesACompactJwsOverTheExactBytes() throws IOException {
    Path statement = statement();
    Files.writeString(statement, Files.readString(statement) + "\n  \n");
    Path key = Ran.key(directory, "a");
    Ran ran = Ran.cli("sign", statement, "--key", key);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    var verified =
        verified(EnvelopeFormat.JOSE, Bytes.ofUtf8(ran.out().strip()), KeyFile.read(key));
    assertThat(verified.payload()).isEqualTo(UserFiles.read(statement));
  }

  @Test
  void severalKeysGiveJwsJson() {
    Path a = Ran.key(directory, "a");
    Path b = Ran.key(directory, "b");
    Ran ran = Ran.cli("sign", statement(), "--key", a, "--key", b, "--out", directory);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    Bytes envelope = UserFiles.read(directory.resolve("run.jws.json"));
    assertThat(
            verified(EnvelopeFormat.JOSE_JSON, envelope, KeyFile.read(a), KeyFile.read(b))
                .signers())
        .containsExactly(KeyFile.read(a).kid(), KeyFile.read(b).kid());
  }

  @Test
  void anEnvelopeIsSignedTooAndKeepsItsSignatures() {
    Path a = Ran.key(directory, "a");
    Path b = Ran.key(directory, "b");
    Ran.cli("sign", statement(), "--key", a, "--out", directory);
    Ran second = Ran.cli("sign", directory.resolve("run.jws"), "--key", b, "--out", directory);
    assertThat(second.exit()).as(second.err()).isEqualTo(0);
    var verified =
        verified(
            EnvelopeFormat.JOSE_JSON,
            UserFiles.read(directory.resolve("run.jws.json")),
            KeyFile.read(a),
            KeyFile.read(b));
    assertThat(verified.signers()).containsExactly(KeyFile.read(a).kid(), KeyFile.read(b).kid());
    assertThat(verified.payload())
        .isEqualTo(UserFiles.read(directory.resolve("run.statement.json")));
  }

  @Test
  void oneKeyNeverSignsTwice() {
    Path a = Ran.key(directory, "a");
    Ran.cli("sign", statement(), "--key", a, "--out", directory);
    Ran second = Ran.cli("sign", directory.resolve("run.jws"), "--key", a);
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("one signature a key");
    assertThat(Ran.cli("sign", statement(), "--key", a, "--key", a).exit()).isEqualTo(2);
  }

  @Test
  void dsseGivesAnInTotoStatementThatMoreKeysCanSign() {
    Path a = Ran.key(directory, "a");
    Path b = Ran.key(directory, "b");
    String weights = "0123456789abcdef".repeat(4);
    Ran ran =
        Ran.cli(
            "sign", statement(), "--dsse", "--weights", weights, "--key", a, "--out", directory);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(0);
    Path envelope = directory.resolve("run.dsse.json");
    Ran second = Ran.cli("sign", envelope, "--key", b, "--out", directory);
    assertThat(second.exit()).as(second.err()).isEqualTo(0);
    var verified =
        verified(EnvelopeFormat.DSSE, UserFiles.read(envelope), KeyFile.read(a), KeyFile.read(b));
    assertThat(verified.signers()).containsExactly(KeyFile.read(a).kid(), KeyFile.read(b).kid());
    assertThat(verified.payload().utf8())
        .contains("{\"sha256\":\"" + weights + "\"}", "https://in-toto.io/Statement/v1");
    assertThat(Payload.IN_TOTO.read(verified.payload())).isInstanceOf(StatementReader.Valid.class);
  }

  @Test
  void dsseNeedsToKnowWhatIsSpokenAbout() {
    Path key = Ran.key(directory, "a");
    Ran ran = Ran.cli("sign", statement(), "--dsse", "--key", key);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--weights");
    assertThat(Ran.cli("sign", statement(), "--weights", "00", "--key", key).exit()).isEqualTo(2);
    assertThat(Ran.cli("sign", statement(), "--dsse", "--weights", "00", "--key", key).exit())
        .isEqualTo(2);
  }

  @Test
  void whatNoLedgerWouldTakeIsNotSigned() throws IOException {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{\"type\":\"evaluation\",\"version\":1}");
    Ran ran = Ran.cli("sign", file, "--key", Ran.key(directory, "a"));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("/ledgers", "/results");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void everyEnvelopeSignedHereIsRecognised() {
    SigningKey a = KeyFile.read(Ran.key(directory, "a"));
    SigningKey b = KeyFile.read(Ran.key(directory, "b"));
    for (List<SigningKey> keys : List.of(List.of(a), List.of(a, b))) {
      var envelope = SignedEnvelope.sign(TestStatement.evaluation("0.5"), keys);
      assertThat(SignedEnvelope.recognise(envelope.bytes())).isEqualTo(Optional.of(envelope));
    }
    assertThat(SignedEnvelope.recognise(TestStatement.evaluation("0.5").asRead())).isEmpty();
  }
}
