package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a real process in a directory of its own, with a Maven and Javas that only write
 * down how they were called.
 */
class LauncherTest {
  private static final String SYSTEM_JDKS = "/usr/lib/jvm/";

  @TempDir private Path directory;
  private Path project;
  private Path bin;
  private Path calls;

  /**
   * What came of running the launcher.
   *
   * @param exit its exit code
   * @param out both outputs
   */
  private record Launched(int exit, String out) {}

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(directory.resolve("a project"));
    bin = Files.createDirectories(directory.resolve("bin"));
    calls = directory.resolve("calls");
    // The system's own JDKs would be found otherwise: this machine needs one to run the tests.
    String launcher =
        Files.readString(Path.of("evalledger"))
            .replace(SYSTEM_JDKS, directory.resolve("jvm") + "/")
            .replace("/Library/Java/", directory.resolve("library") + "/");
    executable(project.resolve("evalledger"), launcher);
    Files.createDirectories(project.resolve("src/main"));
    Files.writeString(project.resolve("src/main/A.java"), "");
    Files.writeString(project.resolve("pom.xml"), "");
    maven("echo built >target/evalledger.jar");
    for (String tool :
        List.of(
            "dirname",
            "readlink",
            "find",
            "head",
            "sed",
            "cat",
            "mkdir",
            "rm",
            "mv",
            "touch",
            "sleep",
            "bash",
            "env")) {
      link(tool);
    }
  }

  private void link(String tool) throws IOException {
    for (String where : List.of("/bin/", "/usr/bin/")) {
      if (Files.exists(Path.of(where + tool))) {
        Files.createSymbolicLink(bin.resolve(tool), Path.of(where + tool));
        return;
      }
    }
    throw new IllegalStateException("no " + tool + " on this machine");
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void maven(String does) throws IOException {
    executable(
        bin.resolve("mvn"), "#!/usr/bin/env bash\necho mvn >>'%s'\n%s\n".formatted(calls, does));
  }

  /** A JDK of version {@code version} that writes down its arguments and exits with 7. */
  private Path jdk(String place, String version) throws IOException {
    Path home = Files.createDirectories(directory.resolve(place));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/javac"), "#!/usr/bin/env bash\n");
    executable(
        home.resolve("bin/java"),
        "#!/usr/bin/env bash\necho java \"$@\" >>'%s'\nexit 7\n".formatted(calls));
    return home;
  }

  private Launched launch(List<String> environment, List<String> command) {
    try {
      var words = new ArrayList<String>(List.of("env", "-i"));
      words.add("PATH=" + bin);
      words.add("HOME=" + directory);
      words.addAll(environment);
      words.addAll(command);
      Process process =
          new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
      String out =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Launched(process.exitValue(), out);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Launched launch(String... args) {
    var command = new ArrayList<String>(List.of(project.resolve("evalledger").toString()));
    command.addAll(List.of(args));
    return launch(List.of(), command);
  }

  private List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private long builds() throws IOException {
    return calls().stream().filter("mvn"::equals).count();
  }

  @Test
  void withoutAJdkItSaysSoInOneSentence() throws IOException {
    jdk("jvm/java-17", "17.0.15");
    Launched launched = launch("keys", "--help");
    assertThat(launched.exit()).isEqualTo(2);
    assertThat(launched.out().lines()).hasSize(1);
    assertThat(launched.out()).contains("JDK 25 or newer", "EVALLEDGER_JAVA_HOME");
    assertThat(calls()).isEmpty();
  }

  @Test
  void findsAJdkInEachOfItsPlaces() throws IOException {
    for (String place :
        List.of(
            "jvm/temurin-25",
            ".sdkman/candidates/java/25-tem",
            ".jdks/openjdk-26",
            "library/JavaVirtualMachines/x/Contents/Home")) {
      Path home = jdk(place, "25.0.3");
      assertThat(launch("keys").exit()).as(place).isEqualTo(7);
      Files.delete(home.resolve("release"));
      Files.delete(home.resolve("bin/javac"));
    }
  }

  @Test
  void findsTheJdkThatTheToolchainsFileNames() throws IOException {
    Path home = jdk("elsewhere/jdk", "25");
    Path file = Files.createDirectories(directory.resolve(".m2")).resolve("toolchains.xml");
    Files.writeString(file, "<toolchains>\n  <jdkHome>" + home + "</jdkHome>\n</toolchains>\n");
    assertThat(launch("keys").exit()).isEqualTo(7);
  }

  @Test
  void findsTheJdkThatTheEnvironmentOrThePathNames() throws IOException {
    String home = jdk("given", "25").toString();
    List<String> command = List.of(project.resolve("evalledger").toString(), "keys");
    assertThat(launch(List.of("JAVA_HOME=" + home), command).exit()).isEqualTo(7);
    assertThat(launch(List.of("EVALLEDGER_JAVA_HOME=" + home), command).exit()).isEqualTo(7);
    Files.createSymbolicLink(bin.resolve("java"), Path.of(home, "bin", "java"));
    assertThat(launch("keys").exit()).isEqualTo(7);
  }

  @Test
  void aWrongJavaHomeOfOursIsToldAndNotPassedOver() throws IOException {
    jdk("jvm/good", "25");
    Path old = jdk("old", "17");
    Launched launched =
        launch(
            List.of("EVALLEDGER_JAVA_HOME=" + old),
            List.of(project.resolve("evalledger").toString()));
    assertThat(launched.exit()).isEqualTo(2);
    assertThat(launched.out()).contains(old.toString());
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws IOException {
    jdk("jvm/jdk", "25");
    Launched first = launch("keys");
    assertThat(first.out()).contains("building");
    assertThat(first.exit()).isEqualTo(7);
    assertThat(launch("keys").out()).doesNotContain("building");
    assertThat(builds()).isEqualTo(1);

    Files.setLastModifiedTime(
        project.resolve("src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    launch("keys");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aFailedBuildShowsMavensWordsAndLeavesNoJar() throws IOException {
    jdk("jvm/jdk", "25");
    maven("echo half >target/evalledger.jar; echo 'A.java: no'; exit 1");
    Launched launched = launch("keys");
    assertThat(launched.exit()).isEqualTo(1);
    assertThat(launched.out()).contains("A.java: no", "The build failed");
    assertThat(project.resolve("target/evalledger.jar")).doesNotExist();
    assertThat(project.resolve("target/launcher.lock")).doesNotExist();

    maven("echo built >target/evalledger.jar");
    assertThat(launch("keys").exit()).isEqualTo(7);
  }

  @Test
  void aJarOfABuildThatWasKilledIsNotTrusted() throws IOException {
    jdk("jvm/jdk", "25");
    maven("echo half >target/evalledger.jar; kill -9 $PPID");
    launch("keys");
    assertThat(project.resolve("target/evalledger.jar")).exists();

    maven("echo built >target/evalledger.jar");
    assertThat(launch("keys").exit()).isEqualTo(7);
    assertThat(builds()).isEqualTo(2);
    assertThat(Files.readString(project.resolve("target/evalledger.jar"))).isEqualTo("built\n");
  }

  @Test
  void aServiceThatRunsKeepsItsJar() throws IOException {
    jdk("jvm/jdk", "25");
    launch("keys");
    Path held = Files.createLink(project.resolve("held"), project.resolve("target/evalledger.jar"));
    maven("echo new >target/evalledger.jar");
    Files.setLastModifiedTime(
        project.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    launch("keys");
    assertThat(Files.readString(project.resolve("target/evalledger.jar"))).isEqualTo("new\n");
    assertThat(Files.readString(held)).isEqualTo("built\n");
  }

  @Test
  void twoLaunchesAtOnceBuildOnce() throws IOException {
    jdk("jvm/jdk", "25");
    maven("sleep 2; echo built >target/evalledger.jar");
    String launcher = "'" + project.resolve("evalledger") + "' keys";
    launch(List.of(), List.of("bash", "-c", launcher + " & " + launcher + " & wait"));
    assertThat(builds()).isEqualTo(1);
    assertThat(calls().stream().filter(call -> call.contains("-jar") && call.endsWith(" keys")))
        .hasSize(2);
  }

  @Test
  void worksThroughASymbolicLinkAndPassesArgumentsOn() throws IOException {
    jdk("jvm/jdk", "25");
    Path link = directory.resolve("bin/el");
    Files.createSymbolicLink(link, Path.of("../a project/evalledger"));
    assertThat(launch(List.of(), List.of(link.toString(), "sign", "a b", "*")).exit()).isEqualTo(7);
    assertThat(calls().getLast())
        .contains(
            "--enable-native-access=ALL-UNNAMED", "a project/target/evalledger.jar sign a b *");
  }

  @Test
  void shortCommandsStartFastAndLongOnesRunFast() throws IOException {
    jdk("jvm/jdk", "25");
    launch("keys");
    assertThat(calls().getLast()).contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    for (String command : List.of("demo", "serve", "bench", "audit", "backtest", "import")) {
      launch(command);
      assertThat(calls().getLast()).doesNotContain("TieredStopAtLevel").endsWith(command);
    }
  }

  @Test
  void withoutMavenItSaysSo() throws IOException {
    jdk("jvm/jdk", "25");
    Files.delete(bin.resolve("mvn"));
    Launched launched = launch("keys");
    assertThat(launched.exit()).isEqualTo(2);
    assertThat(launched.out()).contains("Maven (mvn), which was not found");
  }
}
