package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Comparison;
import org.evalledger.baseline.PValue;
import org.evalledger.baseline.ResultFigures;
import org.evalledger.baseline.Tau;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowReferenceTest {
  /** A first fit takes effect 256 entries after entry 99, a second one as long after. */
  private static final int ENTRIES = 440;

  private static final Offset<Double> CLOSE = within(1e-9);
  private static final Instant UNDATED = Instant.parse("2024-06-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"open-llm-leaderboard-v1.csv", "open-llm-leaderboard-v2.csv"})
  void bothSignalsAreWhatTheirFormulaeSay(String name) throws IOException {
    var reference = new SlowReference();
    var state = new BaselineState();
    int sizes = 0;
    int profiles = 0;
    int judged = 0;
    var models = new HashSet<String>();
    for (var entry : ReplayTest.table(name).entries().subList(0, ENTRIES)) {
      if (!models.add(entry.rows().getFirst().model())) {
        continue;
      }
      var date = entry.rows().getFirst().date();
      var statement = Observations.of(entry.rows(), state.prefix(), date == null ? UNDATED : date);
      var expected = reference.next(statement);
      var comparison = Comparison.of(state, statement, Tau.MEASURED);
      for (int i = 0; i < statement.size(); i++) {
        var found = comparison.result(i);
        var where = entry.id() + " " + statement.get(i).protocol().benchmark();
        sizes += bySize(where, found, expected.get(i));
        profiles += byProfile(where, found, expected.get(i));
        judged += p(where, found.pSize(), expected.get(i).pSize());
        judged += p(where, found.pProfile(), expected.get(i).pProfile());
      }
      SizeProfile1.assess(state, statement, Thresholds.BUILT_IN).foldInto(state);
    }
    assertThat(state.prefix()).isGreaterThan(400);
    assertThat(List.of(sizes, profiles, judged)).allMatch(n -> n > 1_500);
  }

  private static int p(String where, @Nullable PValue found, double expected) {
    if (Double.isNaN(expected) || found == null) {
      return 0;
    }
    assertThat(found.calibrated()).as(where).isTrue();
    assertThat(found.p()).as(where).isCloseTo(expected, CLOSE);
    return 1;
  }

  private static int bySize(String where, ResultFigures found, SlowReference.Signals expected) {
    var size = found.size();
    if (Double.isNaN(expected.zHub()) || size == null) {
      return 0;
    }
    assertThat(size.hub()).as(where).isCloseTo(expected.hub(), CLOSE);
    assertThat(size.zHub()).as(where).isCloseTo(expected.zHub(), CLOSE);
    assertThat(size.kernel()).as(where).isCloseTo(expected.kernel(), CLOSE);
    assertThat(size.zKernel()).as(where).isCloseTo(expected.zKernel(), CLOSE);
    assertThat(size.z()).isCloseTo((expected.zHub() + expected.zKernel()) / 2, CLOSE);
    return 1;
  }

  private static int byProfile(String where, ResultFigures found, SlowReference.Signals expected) {
    var profile = found.profile();
    if (profile == null) {
      assertThat(expected.zProfile()).as(where).isNaN();
      return 0;
    }
    assertThat(profile.expected()).as(where).isCloseTo(expected.expected(), CLOSE);
    assertThat(profile.z()).as(where).isCloseTo(expected.zProfile(), CLOSE);
    return 1;
  }
}
