package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One witness signs thousands of checkpoints while another of its quorum lags. */
class BusyWitnessTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static NoteVerifier key(String name) {
    return NoteSigner.generate(NoteAlgorithm.ED25519_COSIGNATURE, name, new SecureRandom())
        .verifier();
  }

  @Test
  void theQuorumsNewestCheckpointIsStillFound(@TempDir Path directory) throws Exception {
    NoteVerifier busy = key("busy.example");
    NoteVerifier slow = key("slow.example");
    Path policy =
        Files.writeString(
            directory.resolve("policy"),
            "witness busy %s http://localhost:1\nwitness slow %s http://localhost:1\ngroup both all busy slow\nquorum both\n"
                .formatted(busy, slow));
    var properties = new HashMap<String, Object>(DATABASE.properties());
    properties.put("evalledger.witnesses", policy.toString());
    try (RunningService service = RunningService.open(properties)) {
      cosigned(busy, 5_000);
      assertThat(witnessed(service)).isEqualTo("0");
      cosigned(slow, 2);
      assertThat(witnessed(service)).isEqualTo("2");
      assertThat(service.get("/v1/entries/1/bundle?witnessed=true").statusCode()).isEqualTo(200);
    }
  }

  private static String witnessed(RunningService service) {
    JsonObject log = service.read("/v1/log");
    return text(log, "witnessed", "size");
  }

  /** Checkpoints and cosignatures of sizes 2 to {@code last}, as rows: the first are real. */
  private static void cosigned(NoteVerifier witness, int last) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into log_checkpoint (tree_size, root_hash, checkpoint)
          select size, sha256(size::text::bytea), 'checkpoint'
          from generate_series(1, %d) size
          on conflict do nothing
          """
              .formatted(last));
      statement.execute(
          """
          insert into log_cosignature (tree_size, witness, key_id, cosigned_at, line)
          select size, '%s', '%s', now(), 'a line'
          from generate_series(2, %d) size
          """
              .formatted(witness.name(), witness.keyId(), last));
    }
  }
}
