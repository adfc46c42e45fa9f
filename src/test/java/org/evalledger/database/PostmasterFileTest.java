package org.evalledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterFileTest {
  @TempDir private Path directory = Path.of("");

  private Path file() {
    return directory.resolve("postmaster.pid");
  }

  @Test
  void readsProcessAndState() throws IOException {
    Files.writeString(
        file(), "7492\n/data\n1795313242\n25999\n\n127.0.0.1\n  2147597  4\nready   \n");
    assertThat(PostmasterFile.read(file())).contains(new PostmasterFile(7492, "ready"));
  }

  @Test
  void isNotReadyWhileTheStateIsMissing() throws IOException {
    Files.writeString(file(), "7492\n/data\n1795313242\n25999\n");
    assertThat(PostmasterFile.read(file()).orElseThrow().isReady()).isFalse();
  }

  @Test
  void isEmptyWithoutAFile() throws IOException {
    assertThat(PostmasterFile.read(file())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "-7", "no number\n", "99999999999999999999\n"})
  void isEmptyWhenTheFirstLineIsNoProcess(String text) throws IOException {
    Files.writeString(file(), text);
    assertThat(PostmasterFile.read(file())).isEmpty();
  }
}
