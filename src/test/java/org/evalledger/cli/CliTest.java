package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CliTest {
  @TempDir private Path directory;

  static List<String> commands() {
    var all = new ArrayList<String>();
    collect(Cli.commandLine(), "", all);
    return all;
  }

  private static void collect(CommandLine command, String path, List<String> all) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              all.add((path + " " + name).strip());
              collect(sub, path + " " + name, all);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    Ran ran = Ran.cli((Object[]) (command + " --help").split(" "));
    assertThat(ran.exit()).isEqualTo(0);
    assertThat(ran.out()).startsWith("Usage: evalledger " + command);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theTopHelpNamesTheExitCodes() {
    Ran ran = Ran.cli("--help");
    assertThat(ran.exit()).isEqualTo(0);
    assertThat(ran.out()).contains("the service does not answer", "submit", "keys");
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    Ran ran = Ran.cli("--version");
    assertThat(ran.exit()).isEqualTo(0);
    assertThat(ran.out()).startsWith("evalledger ").contains("Java 25");
  }

  @Test
  void anUnknownCommandIsUsage() {
    Ran ran = Ran.cli("sbmit");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("sbmit").doesNotContain("Exception");
  }

  @Test
  void noCommandIsUsage() {
    assertThat(Ran.cli().exit()).isEqualTo(2);
    assertThat(Ran.cli("keys").exit()).isEqualTo(2);
  }

  @Test
  void aMissingOptionIsUsageAndNamed() {
    Ran ran = Ran.cli("keys", "generate");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--out");
  }

  @Test
  void aServiceThatIsNotThereIsUnreachable() {
    Path key = Ran.key(directory, "lab");
    Ran ran =
        Ran.cli(
            "keys",
            "request",
            "--key",
            key,
            "--submitter",
            "lab",
            "--organisation",
            "lab",
            "--to",
            "http://localhost:1",
            "--timeout",
            "0");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("http://localhost:1 does not answer");
  }

  @Test
  void anAddressThatIsNoneIsUsage() {
    Path key = Ran.key(directory, "lab");
    Ran ran =
        Ran.cli(
            "keys",
            "revoke",
            KeyFile.read(key).kid(),
            "--key",
            key,
            "--submitter",
            "x",
            "--to",
            "localhost:8080");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("http://localhost:8080");
  }
}
