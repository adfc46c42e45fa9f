package org.evalledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The log's keys, which are for good. */
class LogIdentityTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Person OPERATOR = Person.called("operator");

  @TempDir private Path directory;

  private static RunningService start(Path directory) {
    return RunningService.start(DATABASE, directory, OPERATOR);
  }

  private static void update(String sql, String... parameters) throws Exception {
    try (var connection = DATABASE.connect();
        var update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setString(i + 1, parameters[i]);
      }
      update.executeUpdate();
    }
  }

  @Test
  void aLedgerFromWhenOneKeySignedGetsTheOtherAtItsNextStartAndNoOtherLogsKeyEver()
      throws Exception {
    List<NoteVerifier> keys;
    try (var service = start(directory)) {
      service.accept(OPERATOR.sign(OPERATOR.registration()));
      keys = service.bean(LogIdentity.class).keys();
    }
    NoteSigner first = NoteSigner.parse(secret(directory)).orElseThrow();
    assertThat(keys)
        .containsExactly(first.verifier(), first.derive(NoteAlgorithm.ML_DSA_44).verifier());
    backToOneKey(first);
    String before = secret(directory);

    try (var service = start(directory)) {
      Bytes checkpoint = service.bean(LogReader.class).head().checkpoint();
      String text = SignedNote.parse(checkpoint).orElseThrow().text();
      assertThat(SignedNote.open(checkpoint, keys)).isEqualTo(new NoteOpening.Opened(text, keys));
      assertThat(text).contains("\n1\n");
    }
    assertThat(secret(directory)).isEqualTo(before);
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    assertThatThrownBy(() -> start(elsewhere).close())
        .hasStackTraceContaining("EVALLEDGER_LOG_KEY to those of the database");
    // The first key is that of the service, the second is not.
    update(
        "update log_head set log_key_ids = array[?, '00000000']",
        first.verifier().keyId().toString());
    assertThatThrownBy(() -> start(directory).close())
        .hasStackTraceContaining("EVALLEDGER_LOG_KEY to those of the database");
  }

  private static String secret(Path directory) throws Exception {
    return Files.readString(directory.resolve("log.key")).strip();
  }

  private static void backToOneKey(NoteSigner first) throws Exception {
    String text;
    try (var connection = DATABASE.connect();
        var row = connection.createStatement().executeQuery("select checkpoint from log_head")) {
      row.next();
      text = SignedNote.parse(Bytes.ofUtf8(row.getString(1))).orElseThrow().text();
    }
    update(
        "update log_head set log_key_ids = array[?], checkpoint = ?",
        first.verifier().keyId().toString(),
        SignedNote.sign(text, first).bytes().utf8());
  }

  @Test
  void theDerivedKeyIsAlwaysTheSameAndOfThatNameAlone() {
    NoteSigner key = NoteSigner.ed25519("a", Bytes.copyOf(new byte[32]));
    NoteVerifier derived = key.derive(NoteAlgorithm.ML_DSA_44).verifier();

    // HMAC-SHA-256 under 32 zero bytes, computed with openssl mac.
    assertThat(derived)
        .isEqualTo(
            NoteSigner.of(
                    NoteAlgorithm.ML_DSA_44,
                    "a",
                    Bytes.ofHex("0be8cd3812d00641bf75a1be8b054f4f95f72697aa32dd560501d2667a4933b5"))
                .verifier());
    var other = NoteSigner.ed25519("b", Bytes.copyOf(new byte[32]));
    assertThat(other.derive(NoteAlgorithm.ML_DSA_44).verifier().publicKey())
        .isNotEqualTo(derived.publicKey());
  }
}
