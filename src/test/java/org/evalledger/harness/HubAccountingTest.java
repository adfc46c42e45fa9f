package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.evalledger.statement.ModelId;
import org.junit.jupiter.api.Test;

/** No value of any real result file of the Hub is lost: it is a result, or left with a reason. */
class HubAccountingTest {
  /** Files that lie in no repository do not say which model they are about. */
  private static final Overrides GIVEN =
      new Overrides(ModelId.parse("example-lab/example-7b"), null, null);

  @Test
  void everyValueOfEveryFileIsAResultOrLeftWithAReason() throws IOException {
    RealFiles files = RealFiles.all("hf-eval-results");
    for (Path file :
        Stream.of(".yaml", ".json").flatMap(suffix -> files.below(suffix).stream()).toList()) {
      HarnessFile read = LmEvalFiles.read(files.folder(), file);
      Conversion conversion =
          read.folder().equals(".eval_results")
              ? LmEvalFiles.convert(read)
              : LmEvalFiles.convert(read, GIVEN);
      files.account(read.folder(), file, conversion, values(file));
    }
    files.print();
    assertThat(files.reasons().keySet())
        .allMatch(
            why ->
                why.startsWith("It stands in the card of another model")
                    || why.startsWith("At or below 1 this may be")
                    || why.startsWith("A result is one decimal")
                    || why.startsWith("No registered benchmark is called \"beans\""));
  }

  /** Counts without any code of the importer: lines that say value. */
  private static long values(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.matches("[ -]*\"?value\"?: .*")).count();
    }
  }
}
