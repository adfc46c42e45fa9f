package org.evalledger.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.evalledger.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RescaledTest {
  private static RegisteredMetric metric(String unit) {
    return new RegisteredMetric(
        "score",
        "mean",
        unit,
        Json.of("higher"),
        BigDecimal.ZERO,
        unit.equals("percent") ? new BigDecimal("100") : BigDecimal.ONE);
  }

  private static String shown(Rescaled scale, String value) {
    return switch (scale) {
      case Rescaled.Certain certain -> certain.value(value);
      case Rescaled.Untold untold -> "left";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "percent, proportion, , , left",
    "percent, percent, , , 0.45",
    "percent, , , , left",
    "percent, proportion, 0, 100, left",
    "percent, percent, 0, 100, 0.45",
    "percent, , 0, 100, 0.45",
    "percent, proportion, 0, 1, left",
    "fraction, proportion, , , 0.45",
    "fraction, percent, , , 0.0045",
    "fraction, , , , left",
    "fraction, percent, 0, 1, left",
    "fraction, percent, 0, 100, 0.0045",
  })
  void aPercentageIsNeverTakenForAFractionNorTheOtherWayRound(
      String registered, String said, BigDecimal least, BigDecimal most, String expected) {
    Rescaled scale =
        Rescaled.byDeclaration(
            metric(registered),
            Optional.ofNullable(least),
            Optional.ofNullable(most),
            Optional.ofNullable(said));
    assertThat(shown(scale, "0.45")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "percent, 0.45, left",
    "percent, 45, 45",
    "fraction, 0.45, left",
    "fraction, 45, 0.45",
    "points, 0.45, 0.45",
  })
  void byItsValueAloneOnlyWhatIsAbove1IsCertain(String unit, String value, String expected) {
    assertThat(shown(Rescaled.byValue(metric(unit), new BigDecimal(value)), value))
        .isEqualTo(expected);
  }
}
