package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.Application;
import org.evalledger.bytes.Bytes;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessCommandTest {
  private static final String LOG_KEY =
      NoteSigner.ed25519("ledger.example.org/log", Bytes.ofHex("01".repeat(32)))
          .verifier()
          .toString();

  @TempDir private Path directory;

  /** The policy lines that a witness prints when it starts; it is stopped then. */
  private List<String> started(String... more) throws IOException, InterruptedException {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                "witness",
                "--log-key",
                LOG_KEY,
                "--state",
                directory.resolve("state").toString(),
                "--port",
                "0",
                "--ml-dsa"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var output = process.inputReader()) {
      assertThat(output.readLine()).startsWith("The witness listens at http://localhost:");
      return List.of(output.readLine(), output.readLine());
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void makesItsKeysAtFirstStartAndPrintsThemAsLinesOfAPolicy() throws Exception {
    List<String> first = started("--name", "witness.example/w1");
    NotePolicy policy =
        NotePolicy.parse(Bytes.ofUtf8(String.join("\n", first) + "\nquorum witness.example/w1\n"))
            .orElseThrow();

    assertThat(policy.witnesses()).hasSize(2);
    assertThat(policy.witnesses().getFirst().key().name()).isEqualTo("witness.example/w1");
    Path key = directory.resolve("state/witness.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    List<String> keys = first.stream().map(line -> line.replaceAll(" http.*", "")).toList();
    assertThat(started()).allMatch(line -> keys.contains(line.replaceAll(" http.*", "")));
  }

  @Test
  void saysWhatIsMissingOrWrong() {
    Path state = directory.resolve("none");
    Ran nameless = Ran.cli("witness", "--log-key", LOG_KEY, "--state", state);
    Ran keyless = Ran.cli("witness", "--log-key", "nonsense", "--state", state);
    Ran badName =
        Ran.cli("witness", "--log-key", LOG_KEY, "--state", state, "--name", "with space");

    assertThat(List.of(nameless.exit(), keyless.exit(), badName.exit())).containsOnly(2);
    assertThat(nameless.err()).contains("give the witness a name with --name");
    assertThat(keyless.err()).contains("--log-key is no log's key");
    assertThat(badName.err()).contains("--name cannot be one");
    assertThat(Ran.cli("witness").err()).contains("--log-key");
  }
}
