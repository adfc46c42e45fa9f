package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Metric.Kind;
import org.junit.jupiter.api.Test;

/** What a check compared the claim with is drawn whole where it is told whole. */
class CheckPicturesTest {
  private static Metric metric(String unit, String maximum) {
    return new Metric(
        "m",
        Kind.MEAN,
        unit,
        new Direction.Higher(),
        new Decimal("0"),
        new Decimal(maximum),
        null,
        1,
        true,
        null);
  }

  private static ReadCheck size(List<String> neighbours) {
    Json figures =
        Json.object()
            .put("expectedHub", "0.4")
            .put("expectedKernel", "0.4")
            .put("spreadHub", "0.05")
            .put("spreadKernel", "0.05")
            .put(
                "allNeighbours",
                Json.of(
                    neighbours.stream()
                        .<Json>map(value -> Json.object().put("value", value).build())
                        .toList()))
            .build();
    Json check =
        Json.object()
            .put("check", "size")
            .put("outcome", "measured")
            .put("figures", figures)
            .build();
    return ReadCheck.of(Json.object().put("checks", Json.of(List.of(check))).build()).getFirst();
  }

  private static CheckFigure.Content drawn(Metric metric, String value, ReadCheck check) {
    return CheckPictures.of(metric, value, List.of(check))
        .compared(check, check.neighbours(), true)
        .orElseThrow();
  }

  @Test
  void allNeighboursAreCountedOnAnAxisThatHoldsThemAll() {
    var check = size(List.of("0.1", "0.1", "0.2", "0.3", "0.3", "0.3", "0.9", "1"));
    var drawn = (CheckFigure.Histogram) drawn(metric("fraction", "1"), "0.5", check);
    assertThat(drawn.counts()).hasSize(30);
    // From 0 to 100 %, a bin is 3 1/3 wide: 10 % opens the fourth.
    assertThat(drawn.counts().get(3)).isEqualTo(2);
    assertThat(drawn.counts().get(6)).isEqualTo(1);
    assertThat(drawn.counts().get(9)).isEqualTo(3);
    assertThat(drawn.counts().getLast()).isEqualTo(1);
    assertThat(drawn.mark().value()).isEqualTo(50);
  }

  @Test
  void fewNeighboursAreNoDistribution() {
    var check = size(Collections.nCopies(7, "0.3"));
    assertThat(drawn(metric("fraction", "1"), "0.5", check))
        .isInstanceOf(CheckFigure.Expected.class);
  }

  @Test
  void neighboursBeyondTheAxisAreNotPiledUpAtItsEnd() {
    var check = size(Collections.nCopies(20, "90"));
    assertThat(drawn(metric("points", "100"), "5", check)).isInstanceOf(CheckFigure.Expected.class);
  }
}
