package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiblingsTest {
  @TempDir private Path folder;

  @Test
  void aFileBesideIsReadAndOneThatIsNotThereIsMissing() throws IOException {
    Files.writeString(folder.resolve("run_spec.json"), "{}");
    Files.createDirectory(folder.resolve("scenario.json"));
    var siblings = new Siblings(folder.resolve("stats.json"));
    assertThat(siblings.read("run_spec.json")).isEqualTo(new Neighbours.Found(Bytes.ofUtf8("{}")));
    assertThat(siblings.read("scenario.json")).isEqualTo(new Neighbours.Missing());
    assertThat(siblings.read("nothing.json")).isEqualTo(new Neighbours.Missing());
  }

  @Test
  void aFileOneByteLargerThanTheLimitIsNotRead() throws IOException {
    Path file = folder.resolve("run_spec.json");
    Files.write(file, new byte[Neighbours.MAX_BYTES]);
    var siblings = new Siblings(folder.resolve("stats.json"));
    assertThat(siblings.read("run_spec.json")).isInstanceOf(Neighbours.Found.class);
    Files.write(file, new byte[Neighbours.MAX_BYTES + 1]);
    assertThat(siblings.read("run_spec.json")).isEqualTo(new Neighbours.TooLarge());
  }
}
