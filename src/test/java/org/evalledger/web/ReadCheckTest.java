package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evalledger.baseline.Tau;
import org.evalledger.json.Json;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule for what a check is called, on every page: that of the policy in force. */
class ReadCheckTest {
  private static final Thresholds STRICT = new Thresholds(0.25, 0.5, Tau.MEASURED);

  private static CheckView view(
      String name, String outcome, String p, String sentence, Thresholds thresholds) {
    Json check =
        Json.object()
            .put("check", name)
            .put("outcome", outcome)
            .put("p", p.equals("none") ? Json.ofNull() : Json.of(p))
            .put("sentence", sentence)
            .build();
    Json result = Json.object().put("checks", Json.of(List.of(check))).build();
    return ReadCheck.of(result).getFirst().view(thresholds, "");
  }

  /** By −log10(p)/4 against 0.5 and 0.75, which are 0.01 and 0.001. */
  @ParameterizedTest
  @CsvSource({
    "size, measured, 0.5, PASSES, p = 0.5",
    "size, measured, 0.0101, PASSES, p = 0.01",
    "size, measured, 0.01, WATCH, p = 0.01",
    "profile, measured, 0.00101, WATCH, p = 0.001",
    "profile, measured, 0.001, TOO_HIGH, p = 0.001",
    "jump, measured, 0.00000000345, TOO_HIGH, p < 0.000001",
    "late-profile, measured, none, NOTED, ''",
    "record, found, none, TOO_HIGH, ''",
    "copy, found, none, FOUND, ''",
    "borrowed, found, none, FOUND, ''",
    "reproduction, found, 0.0000031, DISPUTED, p = 0.0000031",
    "reproduction, measured, 0.2, PASSES, p = 0.2",
    "arithmetic, clear, none, PASSES, ''",
    "arithmetic, impossible, none, INCONSISTENT, ''",
    "spread, note, none, NOTED, ''",
    "later, unheard-of, none, NOTED, ''",
  })
  void aCheckIsCalledWhatItAloneWouldComeTo(
      String name, String outcome, String p, Glyph glyph, String words) {
    CheckView view = view(name, outcome, p, "so it is", Thresholds.BUILT_IN);
    assertThat(view.glyph()).isEqualTo(glyph);
    assertThat(view.figure()).isEqualTo(words);
    assertThat(view.sentence()).isEqualTo("So it is.");
  }

  @Test
  void anotherPolicyMovesTheLine() {
    assertThat(view("size", "measured", "0.01", "x", STRICT).glyph()).isEqualTo(Glyph.TOO_HIGH);
    assertThat(view("size", "measured", "0.05", "x", STRICT).glyph()).isEqualTo(Glyph.WATCH);
    assertThat(view("size", "measured", "0.5", "x", STRICT).isAgainst()).isFalse();
  }

  @Test
  void whereAnAssessmentLeavesTheSentenceOutThatIsSaid() {
    assertThat(view("size", "measured", "0.5", "", Thresholds.BUILT_IN).sentence())
        .contains("a large one");
  }

  @Test
  void sentencesBeginAsSentencesAndNamesStayAsTheyAre() {
    assertThat(begun("over two sizes.")).isEqualTo("Over two sizes.");
    assertThat(begun("4.2 above.")).isEqualTo("4.2 above.");
    assertThat(begun("mmlu_pro is.")).isEqualTo("mmlu_pro is.");
    assertThat(begun("")).isEqualTo("");
  }

  private static String begun(String sentence) {
    return new CheckView("name", "Name", Glyph.NOTED, "", sentence, "").sentence();
  }
}
