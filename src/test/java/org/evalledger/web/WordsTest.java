package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, times and hashes as a reader sees them. */
class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-14T09:12:44.318Z");

  @ParameterizedTest
  @CsvSource({
    "0.5471, 54.7",
    "1, 100.0",
    "0.99999, 100.0",
    "0, 0.0",
    "0.00049, 0.0",
    "0.0005, 0.1",
    "-0.125, −12.5",
  })
  void fractionsArePerCentWithOneDecimal(String fraction, String words) {
    assertThat(Words.percent(new BigDecimal(fraction))).isEqualTo(words);
  }

  @Test
  void unitsStandBehindAThinSpace() {
    assertThat(Words.percentSign(new BigDecimal("0.5471"))).isEqualTo("54.7\u2009%");
    assertThat(Words.bytes(2_140)).isEqualTo("2.1\u2009kB");
    assertThat(Words.bytes(8_388_608)).isEqualTo("8.4\u2009MB");
    assertThat(Words.bytes(17)).isEqualTo("17\u2009bytes");
  }

  @Test
  void countsHaveCommas() {
    assertThat(Words.count(48_392)).isEqualTo("48,392");
    assertThat(Words.count(-1_000)).isEqualTo("−1,000");
    assertThat(Words.count(1, "entry", "entries")).isEqualTo("1 entry");
    assertThat(Words.count(0, "entry", "entries")).isEqualTo("0 entries");
  }

  @Test
  void changesTellTheirSign() {
    assertThat(Words.change(new BigDecimal("20.61"), 1)).isEqualTo("+20.6");
    assertThat(Words.change(new BigDecimal("-1.06"), 1)).isEqualTo("−1.1");
    assertThat(Words.change(new BigDecimal("-0.04"), 1)).isEqualTo("0.0");
  }

  /** 1.96 standard errors: 1.96 × 0.0045 = 0.00882. */
  @Test
  void intervalsAreNinetyFivePerCent() {
    assertThat(Words.interval(new BigDecimal("0.0045"))).isEqualTo("±0.9");
  }

  @Test
  void suspicionIsNeverRoundedUpToCertainty() {
    assertThat(Words.suspicion(new BigDecimal("0.999999"))).isEqualTo("0.99");
    assertThat(Words.suspicion(new BigDecimal("0.8"))).isEqualTo("0.80");
    assertThat(Words.suspicion(null)).isEqualTo("not known");
  }

  @Test
  void rangesAreOneNumberWhereBothEndsAreTheSame() {
    assertThat(Words.range("2", "7")).isEqualTo("2–7");
    assertThat(Words.range("2", "2")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "7241732096, 7.24 B",
    "6857302016, 6.86 B",
    "70553706496, 70.6 B",
    "405000000000, 405 B",
    "1000000000000, 1.00 T",
    "999600000, 1.00 B",
    "124439808, 124 M",
    "999, 999",
    "1500, 1.50 K",
    "9223372036854775807, 9220000 T",
  })
  void sizesHaveThreeDigits(long parameters, String words) {
    assertThat(Words.size(parameters)).isEqualTo(words.replace(' ', '\u2009'));
  }

  @Test
  void anUnknownSizeIsSaid() {
    assertThat(Words.size(null)).isEqualTo("not known");
  }

  @Test
  void timesAreOfTheLedgersOwnZone() {
    assertThat(Words.date(NOW)).isEqualTo("14 Nov 2026");
    assertThat(Words.day(NOW)).isEqualTo("14 Nov");
    assertThat(Words.time(NOW)).isEqualTo("14 Nov 2026, 09:12:44.318 UTC");
  }

  @Test
  void agesAreInTheirLargestUnit() {
    assertThat(Words.ago(NOW.minusSeconds(4), NOW)).isEqualTo("4\u2009s ago");
    assertThat(Words.ago(NOW.plusSeconds(4), NOW)).isEqualTo("0\u2009s ago");
    assertThat(Words.ago(NOW.minus(Duration.ofDays(31)), NOW)).isEqualTo("14 Oct 2026");
    assertThat(Words.duration(Duration.ofSeconds(3_599))).isEqualTo("59\u2009min");
    assertThat(Words.duration(Duration.ofHours(23))).isEqualTo("23\u2009h");
    assertThat(Words.duration(Duration.ofDays(1))).isEqualTo("1\u2009day");
    assertThat(Words.duration(Duration.ofDays(3))).isEqualTo("3\u2009days");
  }

  @Test
  void hashesAreShownByTheirEnds() {
    assertThat(Words.shortHash("4813494d137e1631bba301d5acab77b2")).isEqualTo("4813494d…77b2");
    assertThat(Words.shortHash("4813494d")).isEqualTo("4813494d");
  }
}
