package org.evalledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.evalledger.suspicion.Thresholds;
import org.evalledger.suspicion.backtest.BacktestReport;
import org.evalledger.suspicion.backtest.Injection;
import org.evalledger.suspicion.backtest.Replay;
import org.evalledger.suspicion.backtest.ScoreTable;
import org.evalledger.suspicion.backtest.Signers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a table of scores through the assessment, in the order of its dates. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Replay a table of scores through the assessment: score first, insert after.",
      "Columns: entry_id, model, benchmark, score, and where known params_billions, metric, scale,"
          + " stderr, n_items, n_shot, source, date, moe, base_model, revision."
    })
public final class BacktestCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE.csv", description = "the table to assess")
  private Path table = Path.of("");

  @Option(
      names = "--history",
      paramLabel = "TABLE.csv",
      description = "a table that was there before; nothing is reported about it")
  private @Nullable Path history;

  @Option(
      names = "--out",
      paramLabel = "OUT.csv",
      description = "where to write a line for each row")
  private @Nullable Path out;

  @Option(
      names = "--inject",
      paramLabel = "POINTS:SHARE:SEED[:model][:digits][:stay]",
      description = "plant inflation and measure how much of it is found")
  private @Nullable String inject;

  @Option(
      names = "--collected",
      description = "as one collector's board of models in namespaces that nobody was granted")
  private boolean collected;

  /** For the launcher. */
  public BacktestCommand() {}

  @Override
  public Integer call() throws IOException {
    var command = spec;
    if (command == null) {
      throw new IllegalStateException("run by picocli alone");
    }
    var terminal = command.commandLine().getOut();
    var progress = new PrintWriter(command.commandLine().getErr(), true);
    try {
      var report = replay(progress);
      if (out != null) {
        try (var file = Files.newBufferedWriter(out)) {
          report.writeCsv(file);
        }
      } else if (inject == null) {
        report.writeCsv(terminal);
      }
      if (inject != null) {
        report.figures().forEach(terminal::println);
      }
      terminal.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private BacktestReport replay(PrintWriter progress) throws IOException {
    var injection = inject == null ? null : Injection.parse(inject);
    var replay =
        new Replay(Thresholds.BUILT_IN, collected ? Signers.ONE_COLLECTOR : Signers.OWNERS);
    if (history != null) {
      var earlier = read(history);
      replay.history(earlier, bar(progress, "history", earlier.rows()));
    }
    var rows = read(table);
    var bar = bar(progress, "replay", rows.rows());
    var report = injection == null ? replay.run(rows, bar) : replay.run(rows, injection, bar);
    progress.println();
    return report;
  }

  private static ScoreTable read(Path path) throws IOException {
    try (var reader = Files.newBufferedReader(path)) {
      return ScoreTable.read(reader);
    }
  }

  /** A line that is overwritten at every hundredth part. */
  private static IntConsumer bar(PrintWriter progress, String what, int total) {
    var done = new int[2];
    return rows -> {
      done[0] += rows;
      int percent = (int) (100L * done[0] / Math.max(1, total));
      if (percent > done[1] || done[0] == total) {
        done[1] = percent;
        var filled = "#".repeat(percent / 4);
        progress.print(
            "\r"
                + what
                + " ["
                + filled
                + " ".repeat(25 - percent / 4)
                + "] "
                + done[0]
                + " of "
                + total
                + " rows");
        progress.flush();
      }
    };
  }
}
