package org.evalledger.suspicion.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.evalledger.baseline.BaselineState;
import org.evalledger.record.Verdict;
import org.evalledger.suspicion.Assessment;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many cases two real boards open for reviewers, as one collector passes them on. */
class InboxTest {
  /** Entries that share a prefix, as they do where they come at once. */
  private static final int LOT = 64;

  private static final Instant UNDATED = Instant.parse("2030-01-01T00:00:00Z");

  /**
   * Of an eighth of one board and a quarter of the other. Judged by normal tails while a history is
   * short, and beyond ten figures as if their mean excess were exact, it was 68 of the first 599.
   */
  @ParameterizedTest
  @CsvSource({"open-llm-leaderboard-v1.csv, 12", "open-llm-leaderboard-v2.csv, 12"})
  void aBoardOpensAsManyCasesAsSomebodyCanLookAt(String board, int most) throws IOException {
    var entries = dated(board);
    var state = new BaselineState();
    var cases = new ArrayList<String>();
    for (int from = 0; from < entries.size(); from += LOT) {
      var lot = new ArrayList<Assessment>();
      for (var entry : entries.subList(from, Math.min(entries.size(), from + LOT))) {
        var assessment = assess(state, entry.rows(), from + lot.size());
        lot.add(assessment);
        if (opensCase(assessment)) {
          cases.add(entry.id() + " " + assessment.model().id());
        }
      }
      // Hardly a hundred earlier ones are no ground to doubt anybody.
      assertThat(from < 2 * LOT ? cases : List.of()).isEmpty();
      lot.forEach(found -> found.foldInto(state));
    }
    System.out.printf("%s: %d cases of %d entries%n", board, cases.size(), entries.size());
    assertThat(cases).hasSizeBetween(1, most);

    var rows = new ArrayList<>(entries.getLast().rows());
    rows.replaceAll(row -> row.withScore(raised(row)));
    assertThat(opensCase(assess(state, rows, entries.size()))).as("all far too high").isTrue();
  }

  private static List<ScoreTable.Entry> dated(String board) throws IOException {
    var entries = new ArrayList<>(ReplayTest.table(board).entries());
    entries.sort(Comparator.comparing(InboxTest::date));
    return entries;
  }

  private static Instant date(ScoreTable.Entry entry) {
    return Objects.requireNonNullElse(entry.rows().getFirst().date(), UNDATED);
  }

  private static Assessment assess(BaselineState state, List<ScoreRow> rows, long index) {
    var when = Objects.requireNonNullElse(rows.getFirst().date(), UNDATED);
    return SizeProfile1.assess(
        state, Observations.of(rows, index, when, Signers.ONE_COLLECTOR), Thresholds.BUILT_IN);
  }

  private static boolean opensCase(Assessment assessment) {
    return assessment.suspicion().orElse(0.0) >= Thresholds.BUILT_IN.flagged()
        || assessment.worst() == Verdict.INCONSISTENT;
  }

  /** Half of the way from there to all right. */
  private static BigDecimal raised(ScoreRow row) {
    var all = row.scale().equals("0-1") ? BigDecimal.ONE : BigDecimal.valueOf(100);
    return row.score().add(all).divide(BigDecimal.valueOf(2));
  }
}
