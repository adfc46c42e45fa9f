package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** No metric of any real Inspect log is lost: it is a result, or left with a reason. */
class InspectAccountingTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @Test
  void everyMetricOfEveryLogIsAResultOrLeftWithAReason() throws IOException {
    RealFiles files = RealFiles.all("inspect");
    for (Path file :
        Stream.of(".json", ".eval").flatMap(suffix -> files.below(suffix).stream()).toList()) {
      HarnessFile read = LmEvalFiles.read(files.folder(), file);
      files.account(
          read.name().replaceFirst(".*\\.", ""), file, LmEvalFiles.convert(read), metrics(file));
    }
    files.print();
    assertThat(files.impossible()).isZero();
    assertThat(files.reasons().keySet())
        .allMatch(
            why ->
                why.startsWith("No registered benchmark or task is called ")
                    || why.contains("its run did not finish")
                    || why.contains("was not scored"));
  }

  /** Counts without any code of the importer: by where each number stands. */
  private static long metrics(Path file) throws IOException {
    long count = 0;
    try (JsonParser parser = JACKSON.createParser(header(file))) {
      while (parser.nextToken() != null) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        boolean metric =
            pointer.matches("/results/scores/[0-9]+/metrics/[^/]+/value")
                && !pointer.contains("stderr");
        count += metric && parser.currentToken().isScalarValue() ? 1 : 0;
      }
    }
    return count;
  }

  private static byte[] header(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (content[0] != 'P') {
      return content;
    }
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("header.json")) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IOException("no header in " + file);
  }
}
