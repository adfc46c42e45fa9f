package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real service's log as static files. */
class ExportCommandTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static int benchmarks;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static void grow() {
    service.accept(service.operator().sign(service.operator().benchmark("more-" + benchmarks++)));
  }

  private Ran export(Object... more) {
    var args = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"export", "--tiles", directory, "--from", service.uri("/"), "--json"},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Ran.cli(args);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).map(directory::relativize).toList();
    }
  }

  @Test
  void everyFileIsWhatTheServiceServesAndGrowsWithTheLog() throws IOException {
    for (int round = 0; round < 3; round++) {
      Ran ran = export();
      assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(0);
      long size = Long.parseLong(RunningService.text(service.read("/v1/log"), "size"));
      assertThat(ran.json().requireWhole("size")).isEqualTo(size);
      assertThat(files()).contains(Path.of("tile/0/000.p/" + size), Path.of("checkpoint"));
      for (Path file : files()) {
        assertThat(Files.readAllBytes(directory.resolve(file)))
            .as(file.toString())
            .isEqualTo(served(file));
      }
      grow();
    }
    // Of each round a tile and a bundle, and the checkpoint; nothing else is left.
    assertThat(files()).hasSize(7);
  }

  private static byte[] served(Path file) throws IOException {
    try (var answer = service.uri("/log/" + file).toURL().openStream()) {
      return answer.readAllBytes();
    }
  }

  @Test
  void theLogsKeyMayBeEitherOfItsTwo() throws IOException {
    for (String number : List.of("0", "1")) {
      String key = RunningService.text(service.read("/v1/log"), "keys", number);
      Path file = directory.resolve("key" + number);
      Files.writeString(file, key + "\n");
      assertThat(export("--log-key", key).exit()).isEqualTo(0);
      assertThat(export("--log-key", file).exit()).isEqualTo(0);
    }
  }

  @Test
  void aLogOfAnotherKeyIsAFindingAndLeavesTheFilesAlone() throws IOException {
    assertThat(export().exit()).isEqualTo(0);
    Bytes checkpoint = UserFiles.read(directory.resolve("checkpoint"));
    grow();
    Ran ran =
        export("--log-key", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("The checkpoint is not the log's");
    assertThat(UserFiles.read(directory.resolve("checkpoint"))).isEqualTo(checkpoint);
  }

  @Test
  void aFileThatWasChangedOnDiskIsAFinding() throws IOException {
    assertThat(export().exit()).isEqualTo(0);
    Path tile =
        files().stream().filter(file -> file.startsWith("tile/0")).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(directory.resolve(tile));
    bytes[0] ^= 1;
    Files.write(directory.resolve(tile), bytes);
    Ran ran = export();

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains(tile.toString());
  }

  @Test
  void aServiceThatIsNotThereIsUnreachable() {
    Ran ran =
        Ran.cli("export", "--tiles", directory, "--from", "http://localhost:1", "--timeout", "0");
    assertThat(ran.exit()).isEqualTo(3);
  }
}
