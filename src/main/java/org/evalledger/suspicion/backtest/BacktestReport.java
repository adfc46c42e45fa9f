package org.evalledger.suspicion.backtest;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.record.Verdict;
import org.evalledger.suspicion.FalseDiscovery;
import org.jspecify.annotations.Nullable;

/** What a replay found, row by row and as figures. */
public final class BacktestReport {
  private static final String HEADER =
      "entry_id,model,benchmark,suspicion,model_suspicion,p_value,z_size,z_profile,flagged,verdict";

  private final List<List<ReplayedRow>> entries;

  /** One list for each entry, in the order of the table. */
  BacktestReport(List<List<ReplayedRow>> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The rows of each entry, in the order of the table. */
  List<List<ReplayedRow>> entries() {
    return entries;
  }

  /** How many rows were replayed. */
  public int rows() {
    return entries.stream().mapToInt(List::size).sum();
  }

  /** Writes a line for each row, in the order of the table. */
  public void writeCsv(Appendable out) throws IOException {
    out.append(HEADER).append('\n');
    for (var entry : entries) {
      for (var replayed : entry) {
        out.append(line(replayed)).append('\n');
      }
    }
  }

  private static String line(ReplayedRow replayed) {
    var result = replayed.result();
    var model = replayed.model();
    boolean flagged = result.verdict() == Verdict.FLAGGED || model.verdict() == Verdict.FLAGGED;
    return String.join(
        ",",
        Csv.quoted(replayed.row().entryId()),
        Csv.quoted(replayed.row().model()),
        Csv.quoted(replayed.row().benchmark()),
        places(result.suspicion(), 6),
        places(model.suspicion(), 6),
        places(result.p(), 12),
        places(result.scores().zSize(), 6),
        places(result.scores().zProfile(), 6),
        Boolean.toString(flagged),
        result.verdict().word());
  }

  private static String places(@Nullable Double value, int places) {
    return value == null || value.isNaN()
        ? ""
        : new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** How well planted rows were told from honest ones, and planted models from honest ones. */
  public List<String> figures() {
    var cell = new Ranking();
    var cellNaive = new Ranking();
    var whole = new Ranking();
    var wholeNaive = new Ranking();
    long honest = 0;
    long low = 0;
    for (var entry : entries) {
      boolean planted = entry.stream().anyMatch(ReplayedRow::planted);
      double naive = 0;
      for (var replayed : entry) {
        var p = replayed.result().p();
        cell.add(p == null ? -1 : -p, replayed.planted());
        cellNaive.add(replayed.naive(), replayed.planted());
        naive += replayed.naive() / entry.size();
        honest += p != null && !replayed.planted() ? 1 : 0;
        low += p != null && !replayed.planted() && p < 0.01 ? 1 : 0;
      }
      var p = entry.getFirst().model().p();
      whole.add(p == null ? -1 : -p, planted);
      wholeNaive.add(naive, planted);
    }
    var lines = new ArrayList<String>();
    lines.add(
        "rows "
            + rows()
            + ", planted "
            + cell.planted()
            + "; models "
            + whole.size()
            + ", planted "
            + whole.planted());
    lines.add(line("benchmark", cell));
    lines.add(line("benchmark, naive rule", cellNaive));
    lines.add(line("model", whole));
    lines.add(line("model, naive rule", wholeNaive));
    lines.add(inconsistent());
    lines.add(inOrder());
    lines.add("honest rows with p < .01: " + places(100.0 * low / honest, 2) + " % of " + honest);
    return lines;
  }

  /** How many rows arithmetic caught, and how many of those were planted. */
  private String inconsistent() {
    long caught = 0;
    long planted = 0;
    long right = 0;
    for (var entry : entries) {
      for (var replayed : entry) {
        boolean found = replayed.result().verdict() == Verdict.INCONSISTENT;
        caught += found ? 1 : 0;
        planted += replayed.planted() ? 1 : 0;
        right += found && replayed.planted() ? 1 : 0;
      }
    }
    return "inconsistent: "
        + caught
        + " rows, precision "
        + share(right, caught)
        + ", recall "
        + share(right, planted);
  }

  /** What an inbox ordered by false discovery holds up to q = 0.1. */
  private String inOrder() {
    var p = new ArrayList<Double>();
    var planted = new ArrayList<Boolean>();
    for (var entry : entries) {
      for (var replayed : entry) {
        var one = replayed.result().p();
        if (one != null) {
          p.add(one);
          planted.add(replayed.planted());
        }
      }
    }
    var adjusted = FalseDiscovery.adjusted(p.stream().mapToDouble(Double::doubleValue).toArray());
    long first = 0;
    long right = 0;
    for (int i = 0; i < adjusted.length; i++) {
      boolean found = adjusted[i] <= 0.1;
      first += found ? 1 : 0;
      right += found && planted.get(i) ? 1 : 0;
    }
    long all = planted.stream().filter(one -> one).count();
    return "false discovery up to q = 0.1: "
        + first
        + " rows, precision "
        + share(right, first)
        + ", recall "
        + share(right, all);
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "none" : places((double) part / whole, 4);
  }

  private static String line(String what, Ranking ranking) {
    if (ranking.planted() == 0 || ranking.planted() == ranking.size()) {
      return what + ": nothing planted";
    }
    var figures = ranking.figures();
    return what
        + ": AUC "
        + places(figures.auc(), 4)
        + ", average precision "
        + places(figures.averagePrecision(), 4)
        + ", recall at 5 % false positives "
        + places(figures.recallAt5(), 4)
        + ", at 1 % "
        + places(figures.recallAt1(), 4);
  }
}
