package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from table to figures. */
class BacktestCommandTest {
  private static final int ENTRIES = 160;
  private static final List<String> BENCHMARKS = List.of("ARC", "MMLU", "GSM8K");

  @TempDir private Path directory = Path.of("");

  /** Better with size and by its number, each benchmark a little apart. */
  private Path table() throws IOException {
    var text =
        new StringBuilder("entry_id,model,params_billions,benchmark,metric,score,scale,n_items\n");
    for (int i = 0; i < ENTRIES; i++) {
      for (int b = 0; b < BENCHMARKS.size(); b++) {
        int items = 300 + 2 * (i % 40) + 7 * (i % 23) + 60 * b + (i * (b + 3)) % 13;
        text.append(
            "e%d,lab%d/m,%d,%s,acc,0.%03d,0-1,1000\n"
                .formatted(i, i, 1 + i % 40, BENCHMARKS.get(b), items));
      }
    }
    return Files.writeString(directory.resolve("scores.csv"), text);
  }

  @Test
  void printsALineForEachRow() throws IOException {
    var ran = Ran.cli("backtest", table());
    assertThat(ran.exit()).isZero();
    var lines = ran.out().lines().toList();
    assertThat(lines).hasSize(1 + 3 * ENTRIES);
    assertThat(lines.getFirst())
        .isEqualTo(
            "entry_id,model,benchmark,suspicion,model_suspicion,p_value,z_size,z_profile,flagged,"
                + "verdict");
    assertThat(lines.get(1)).startsWith("e0,lab0/m,ARC,");
    // By then both signals and the p are there.
    assertThat(lines.getLast()).matches("e159,lab159/m,GSM8K(,-?[0-9.]+){5},(true|false),[a-z]+");
    assertThat(ran.err()).contains("480 of 480 rows");
  }

  @Test
  void plantsAndTellsWhatItFound() throws IOException {
    var out = directory.resolve("out.csv");
    var ran = Ran.cli("backtest", table(), "--inject", "25:0.1:1", "--out", out);
    assertThat(ran.exit()).isZero();
    var rows = Files.readAllLines(out);
    assertThat(rows).hasSize(1 + 3 * ENTRIES);
    assertThat(ran.out())
        .containsPattern("rows 480, planted [0-9]+; models 160, planted [0-9]+")
        .containsPattern("benchmark: AUC 0\\.[89][0-9]+, average precision")
        .contains("benchmark, naive rule: AUC", "honest rows with p < .01: ");
    assertThat(rows.stream().filter(row -> row.contains(",true,"))).isNotEmpty();
  }

  @Test
  void aHistoryBeforeTheTableIsComparedWithAndNotReported() throws IOException {
    var ran = Ran.cli("backtest", one(), "--history", table());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out().lines()).hasSize(2);
    assertThat(ran.out()).contains("new,other/m,ARC,", ",flagged");
  }

  private Path one() throws IOException {
    return Files.writeString(
        directory.resolve("one.csv"),
        """
        entry_id,model,params_billions,benchmark,metric,score,scale,n_items
        new,other/m,1,ARC,acc,0.990,0-1,1000
        """);
  }

  /** Without owners the figures are those of a board whose models have them. */
  @Test
  void anyonesBoardGivesTheSameFiguresWhoeverCollectsIt() throws IOException {
    var owned = verdicts(Ran.cli("backtest", table()));
    assertThat(verdicts(Ran.cli("backtest", table(), "--collected"))).isEqualTo(owned);
  }

  private static List<String> verdicts(Ran ran) {
    return ran.out().lines().map(line -> line.substring(line.lastIndexOf(',') + 1)).toList();
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    var table = Files.writeString(directory.resolve("no.csv"), "model,score\nx,1\n");
    var ran = Ran.cli("backtest", table);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.err()).contains("the table has no column entry_id");
  }

  @Test
  void refusesWhatIsNoInjection() throws IOException {
    var ran = Ran.cli("backtest", table(), "--inject", "10:0.1");
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.err()).contains("want POINTS:SHARE:SEED");
  }
}
