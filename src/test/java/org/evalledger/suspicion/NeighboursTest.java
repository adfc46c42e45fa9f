package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.record.Verdict;
import org.junit.jupiter.api.Test;

/** What a reviewer is told of those with whom a result was compared. */
class NeighboursTest {
  private static final World WORLD = World.of(200);

  private static Draft model(String alpha) {
    return Draft.of("lab/model")
        .billions(8)
        .score("alpha", alpha)
        .score("beta", "0.426")
        .score("gamma", "0.354")
        .score("delta", "0.289");
  }

  private static JsonObject figures(Assessment assessment, String check) {
    return World.check(assessment.results().getFirst().checks(), check).figures();
  }

  private static List<Json> list(JsonObject figures, String name) {
    return figures.get(name) instanceof JsonArray(var items) ? items : List.of();
  }

  @Test
  void ofAFlaggedResultAllAreToldWithValueAndSize() {
    var flagged = WORLD.assess(model("0.700"));
    assertThat(flagged.results().getFirst().verdict()).isEqualTo(Verdict.FLAGGED);
    var byProfile = list(figures(flagged, "profile"), "allNeighbours");
    assertThat(figures(flagged, "profile").get("neighbourCount"))
        .isEqualTo(new JsonNumber(byProfile.size() + ""));
    assertThat(byProfile).hasSize(80);
    assertThat(list(figures(flagged, "size"), "allNeighbours")).hasSizeBetween(11, 80);
    for (var check : List.of("size", "profile")) {
      var first = (JsonObject) list(figures(flagged, check), "allNeighbours").getFirst();
      assertThat(first.get("entry"))
          .isEqualTo(list(figures(flagged, check), "neighbours").getFirst());
      assertThat(first.get("log2Billions")).isInstanceOf(JsonString.class);
    }
  }

  /** The values are those that the entries have. */
  @Test
  void theValuesAreThoseThatWerePrinted() {
    var world = WORLD.copy();
    long entry = world.size();
    world.submit(model("0.551").revision("twin").by("evaluator", true).ownedBy("other"));
    var all =
        list(
            figures(
                world.assess(Draft.of("next/model").billions(8).score("alpha", "0.990")), "size"),
            "allNeighbours");
    var twin =
        all.stream()
            .map(JsonObject.class::cast)
            .filter(one -> new JsonNumber(entry + "").equals(one.get("entry")))
            .findFirst()
            .orElseThrow();
    assertThat(twin.get("value")).isEqualTo(new JsonString("0.551"));
    assertThat(
            twin.get("log2Billions") instanceof JsonString(var size) ? new BigDecimal(size) : null)
        .isEqualByComparingTo("3");
  }

  @Test
  void ofAPlausibleResultTenAreNamed() {
    var plausible = WORLD.assess(model("0.550"));
    assertThat(plausible.worst()).isEqualTo(Verdict.PLAUSIBLE);
    for (var check : List.of("size", "profile")) {
      assertThat(figures(plausible, check).get("allNeighbours")).isNull();
      assertThat(list(figures(plausible, check), "neighbours")).hasSize(10);
    }
  }
}
