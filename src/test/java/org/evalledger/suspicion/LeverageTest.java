package org.evalledger.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results far out in size or time, stated to tilt what is expected of all others. */
class LeverageTest {
  private static final Instant LONG_AGO = Instant.parse("1980-01-01T00:00:00Z");
  private static final double ONE_PARAMETER = 1e-9;
  private static final double MOST_PARAMETERS = 1e9;
  private static final World WORLD = World.of(200);

  private static Draft raised(String organisation) {
    return Draft.of(organisation + "/raised").billions(8).score("alpha", "0.780");
  }

  private static double z(World world, Draft draft) {
    var json = World.check(world.assess(draft).results().getFirst().checks(), "size").figures();
    var text = json.canonical().utf8();
    int from = text.indexOf("\"zHub\":\"") + 8;
    return Double.parseDouble(text.substring(from, text.indexOf('"', from)));
  }

  private static World tilted(int count, double billions, boolean longAgo, String score) {
    var world = WORLD.copy();
    for (int i = 0; i < count; i++) {
      var model = Draft.of("lab/lever" + i).billions(billions).score("alpha", score);
      world.submit(longAgo ? model.at(LONG_AGO) : model);
    }
    return world;
  }

  @ParameterizedTest
  @CsvSource({"1, 0.002", "1, 0.998", "8, 0.002", "8, 0.998"})
  void sizesAndDatesFarOutMoveNobody(int count, String score) {
    for (var whose : new String[] {"lab", "rival"}) {
      double before = z(WORLD, raised(whose));
      for (double billions : new double[] {ONE_PARAMETER, 8, MOST_PARAMETERS}) {
        for (boolean longAgo : new boolean[] {false, true}) {
          assertThat(z(tilted(count, billions, longAgo, score), raised(whose)))
              .as("%s, %d of %s billion, long ago %b", whose, count, billions, longAgo)
              .isCloseTo(before, within(0.3));
        }
      }
    }
  }

  /** Nor do they where hardly more are known than are needed. */
  @ParameterizedTest
  @CsvSource({"0.002", "0.998"})
  void oneFarOutMovesNobodyAmongForty(String score) {
    var small = World.of(40);
    double before = z(small, raised("rival"));
    for (double billions : new double[] {ONE_PARAMETER, MOST_PARAMETERS}) {
      var world = small.copy();
      world.submit(Draft.of("lab/lever").billions(billions).at(LONG_AGO).score("alpha", score));
      assertThat(z(world, raised("rival"))).isCloseTo(before, within(0.35));
    }
  }
}
