package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last line of every page. */
class LogStateTest {
  private static final Instant NOW = Instant.parse("2026-11-14T09:12:44Z");

  private static LogState state(Duration age, long quorum, LogState.Witness... witnesses) {
    return new LogState("log", 100, "ab", NOW.minus(age), List.of(witnesses), quorum, NOW, null);
  }

  private static LogState.Witness saw(long size) {
    return new LogState.Witness("north", size);
  }

  @Test
  void aHeadThatWaitsForItsQuorumForMoreThanFiveMinutesIsLate() {
    assertThat(state(Duration.ofMinutes(6), 99, saw(99)).isLate()).isTrue();
    assertThat(state(Duration.ofMinutes(5), 99, saw(99)).isLate()).isFalse();
    assertThat(state(Duration.ofHours(6), 100, saw(100)).isLate()).isFalse();
  }

  @Test
  void withoutWitnessesNothingIsPromisedAndThatIsSaid() {
    LogState alone = state(Duration.ofDays(1), 0);
    assertThat(alone.isLate()).isFalse();
    assertThat(alone.witnessed()).isEqualTo("no witnesses");
    assertThat(alone.witnessClass()).isEmpty();
  }

  @Test
  void onlyThisVeryHeadCounts() {
    LogState state = state(Duration.ofSeconds(4), 99, saw(100), saw(99), saw(0));
    assertThat(state.witnessed()).isEqualTo("1 of 3 witnesses");
    assertThat(state.witnessClass()).isEmpty();
    assertThat(state.age()).isEqualTo("4\u2009s ago");
  }
}
