package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.evaluation.Reported;
import org.evalledger.record.Verdict;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static Draft many(int results) {
    var draft = Draft.of("lab/many").billions(8);
    for (int i = 0; i < results; i++) {
      var key = new ProtocolKey("whole", "1", "task" + i, "acc", "none", "harness", 5, "standard");
      var value = new BigDecimal(i == results - 1 ? "0.12345" : "0.500");
      draft.score(
          key, Draft.fraction(), new Reported(value, Draft.ITEMS, null, StderrMethod.UNKNOWN));
    }
    return draft;
  }

  /** Ten thousand results are a statement's most; what they cost to keep stays near their own. */
  @Test
  void aVeryLongStatementIsWrittenInBrief() {
    var assessment = World.of(0).assess(many(10_000));
    var json = assessment.json().canonical();
    assertThat(json.length()).isLessThan(4_000_000);
    assertThat(assessment.worst()).isEqualTo(Verdict.INCONSISTENT);
    assertThat(json.utf8()).contains("0.12345 is no whole number of 1000 items");
  }

  @Test
  void anUsualOneIsWrittenInFull() {
    var json = World.of(0).assess(many(200)).json().canonical().utf8();
    assertThat(json.split("0.500 is 500 of 1000 items", -1)).hasSize(200);
  }
}
