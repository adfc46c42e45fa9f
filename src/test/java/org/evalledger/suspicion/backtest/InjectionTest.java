package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planted into a table, and where. */
class InjectionTest {
  private static final ScoreTable.Entry ENTRY =
      Rows.table("e,m/x,8,ARC,acc,62.03,0-100,1172", "e,m/x,8,GSM8K,exact_match,0.5,0-1,1000")
          .entries()
          .getFirst();

  private static List<BigDecimal> scores(String injection) {
    return Injection.parse(injection).into(ENTRY, 0).rows().stream().map(ScoreRow::score).toList();
  }

  /** 72.03 % of 1,172 items is 844.19, so 844 items, 72.013… %; 600 of 1,000. */
  @Test
  void raisesToAWholeNumberOfItemsWithAsManyDecimals() {
    assertThat(scores("10:1:1:model"))
        .containsExactly(new BigDecimal("72.01"), new BigDecimal("0.6"));
  }

  @Test
  void raisesOneBenchmarkOfAnEntry() {
    assertThat(Injection.parse("10:1:1").into(ENTRY, 0).raised())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void raisesNothingAboveTheRange() {
    assertThat(scores("60:1:1:model"))
        .containsExactly(new BigDecimal("100.00"), new BigDecimal("1.0"));
  }

  /** 62 + 10 and two digits drawn; on a scale of one 60 and two digits. */
  @Test
  void makesDigitsUp() {
    var made = scores("10:1:1:digits:model");
    assertThat(made.get(0)).isBetween(new BigDecimal("72.00"), new BigDecimal("72.99"));
    assertThat(made.get(1)).isBetween(new BigDecimal("0.6000"), new BigDecimal("0.6099"));
    assertThat(made.get(0).scale()).isEqualTo(2);
    assertThat(made.get(1).scale()).isEqualTo(4);
  }

  @Test
  void plantsInAboutItsShareOfEntriesAndTheSameAgain() {
    var injection = Injection.parse("10:0.1:3");
    long planted = 0;
    for (int i = 0; i < 5_000; i++) {
      boolean any = injection.into(ENTRY, i).any();
      planted += any ? 1 : 0;
      assertThat(Injection.parse("10:0.1:3").into(ENTRY, i).any()).isEqualTo(any);
    }
    // Five standard deviations of a binomial count with mean 500.
    assertThat(planted).isBetween(394L, 606L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10:0.1", "10:0.1:1:all", "ten:0.1:1", "10:0.1:x", ""})
  void refusesWhatIsNoInjection(String text) {
    assertThatThrownBy(() -> Injection.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
