package org.evalledger.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.evalledger.statement.Result.StderrMethod;
import org.junit.jupiter.api.Test;

class BinomialStderrTest {
  @Test
  void acceptsWhatTheHarnessPrints() {
    // lm-evaluation-harness: abstract_algebra, 26 of 100.
    assertThat(check("0.26", "0.0440844", 100, StderrMethod.BINOMIAL))
        .isEqualTo(new Arithmetic.Possible("standard error 0.0440844 fits n − 1 = 99"));
  }

  @Test
  void acceptsAndNamesTheOtherDivisor() {
    // √(0.26·0.74/100) = 0.0438634…
    assertThat(check("0.2600", "0.0438634", 100, StderrMethod.BINOMIAL))
        .isInstanceOfSatisfying(
            Arithmetic.Possible.class,
            possible -> assertThat(possible.sentence()).contains("not by n − 1"));
  }

  @Test
  void refusesAnErrorThatContradictsValueAndItems() {
    assertThat(check("0.26", "0.0300000", 100, StderrMethod.BINOMIAL))
        .isInstanceOf(Arithmetic.Impossible.class);
  }

  @Test
  void leavesOpenWhatPrintedDecimalsLeaveOpen() {
    assertThat(check("0.26", "0.04", 100, StderrMethod.BINOMIAL))
        .isInstanceOf(Arithmetic.Possible.class);
  }

  @Test
  void saysNothingAboutOtherMethods() {
    assertThat(check("0.26", "0.03", 100, StderrMethod.BOOTSTRAP))
        .isInstanceOf(Arithmetic.Unchecked.class);
  }

  private static Arithmetic check(String value, String stderr, long samples, StderrMethod method) {
    return BinomialStderr.check(
        Measures.fraction(samples),
        new Reported(new BigDecimal(value), samples, new BigDecimal(stderr), method));
  }
}
