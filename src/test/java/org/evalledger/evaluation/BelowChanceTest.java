package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BelowChanceTest {
  private static Arithmetic check(String value) {
    return BelowChance.check(Measures.fraction(1_000), Reported.of(new BigDecimal(value)));
  }

  /** Of 1,000 items with chance ¼ the deviation is 13.7 items; 10⁻⁴ lies 3.7 of them below 250. */
  @Test
  void notesWhatGuessingWouldBeat() {
    assertThat(check("0.190")).isInstanceOf(Arithmetic.Note.class);
    assertThat(check("0.210")).isInstanceOf(Arithmetic.Possible.class);
    assertThat(check("0.900")).isInstanceOf(Arithmetic.Possible.class);
  }
}
