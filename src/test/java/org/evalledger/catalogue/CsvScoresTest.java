package org.evalledger.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet makes of a text is not for a submitter to say. */
class CsvScoresTest {
  private static String line(String variant) throws IOException {
    var out = new ByteArrayOutputStream();
    new CsvScores(out)
        .write(
            new Score(
                1,
                0,
                "lab/m",
                null,
                null,
                null,
                null,
                "quiz",
                "1",
                null,
                "acc",
                null,
                null,
                variant,
                "-0.5",
                null,
                null,
                "h:5:p:acc:none",
                "ab",
                "lab",
                "first-party",
                "signed",
                null,
                "plausible",
                Instant.EPOCH,
                false));
    return out.toString(StandardCharsets.UTF_8).split("\r\n", 2)[1];
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\t=1", "=cmd|' /C calc'!A0"})
  void aTextThatLooksLikeAFormulaGetsAnApostropheAndANumberDoesNot(String text) throws IOException {
    assertThat(line(text)).contains(",'" + text + ",-0.5,");
  }

  @Test
  void aCarriageReturnIsQuotedToo() throws IOException {
    assertThat(line("\r=1")).contains(",\"'\r=1\",-0.5,");
    assertThat(line("a=1")).contains(",a=1,-0.5,");
  }
}
