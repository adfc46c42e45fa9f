package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same log gives the same bits whatever the machine compiles, collects or counts. */
class OtherMachineTest {
  /** Well beyond the first fit in force, at about entry 355. */
  private static final int ENTRIES = 400;

  /** Assessments of the log with policies, models and re-assessments. */
  private static final int STORY = 14;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint -XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
        "-XX:+UseZGC -XX:ActiveProcessorCount=1 -Duser.language=ar -Duser.country=EG"
      })
  void givesTheSameBits(String options) throws IOException, InterruptedException {
    assertThat(run(List.of(options.split(" ")))).isEqualTo(AssessedLog.digests(ENTRIES));
  }

  @Test
  void theLogIsLongEnoughToCompareByBothSignals() throws IOException {
    assertThat(AssessedLog.digests(ENTRIES).lines().distinct()).hasSize(ENTRIES + STORY);
  }

  private static String run(List<String> options) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(AssessedLog.class.getName());
    command.add(Integer.toString(ENTRIES));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.getInputStream()) {
      var digests = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(process.waitFor()).isZero();
      return digests;
    }
  }
}
