package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No score of any real Every Eval Ever record is lost: it is a result, or left with a reason. */
class EveryEvalAccountingTest {
  private static final JsonFactory JACKSON = new JsonFactory();

  @Test
  void everyScoreOfEveryRecordIsAResultOrLeftWithAReason() throws IOException {
    RealFiles files = RealFiles.all("every-eval-ever");
    for (Path file : files.below(".json")) {
      if (!file.toString().contains("schemas")) {
        HarnessFile read = LmEvalFiles.read(files.folder(), file);
        files.account(collection(read), file, LmEvalFiles.convert(read), scores(file));
      }
    }
    files.print();
    assertThat(files.impossible()).isZero();
    assertThat(files.reasons().keySet())
        .allMatch(
            why ->
                why.matches(
                    "It lies outside the range that the file itself declares: no score\\.|The file"
                        + " names no metric that gsm8k version 1 has; name its metric_id\\.|No"
                        + " registered benchmark or task is called .*|helm_classic.* has no"
                        + " registered metric .*"));
  }

  private static String collection(HarnessFile file) {
    Path path = Path.of(file.relativePath());
    return path.getNameCount() > 4 && path.getName(1).toString().equals("data")
        ? path.getName(0) + " " + path.getName(2)
        : path.getName(0).toString();
  }

  /** Counts without any code of the importer: by where each number stands. */
  private static long scores(Path file) throws IOException {
    long count = 0;
    try (JsonParser parser = JACKSON.createParser(Files.readString(file))) {
      while (parser.nextToken() != null) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        boolean score = pointer.matches("/evaluation_results/[0-9]+/score_details/score");
        count += score && parser.currentToken().isScalarValue() ? 1 : 0;
      }
    }
    return count;
  }
}
