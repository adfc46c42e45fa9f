package org.evalledger.suspicion.backtest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.evalledger.baseline.BaselineState;
import org.evalledger.suspicion.Assessment;
import org.evalledger.suspicion.SizeProfile1;
import org.evalledger.suspicion.Thresholds;

/**
 * Replays tables in the order of their dates, each entry as a statement of its own: assessed first,
 * folded after. Rows without a date come last, in file order, as if they were as old as the latest.
 */
public final class Replay {
  private static final Instant UNDATED = Instant.parse("2020-01-01T00:00:00Z");

  private final BaselineState state = new BaselineState();
  private final NaiveRule naive = new NaiveRule();
  private final Thresholds thresholds;
  private final Signers signers;

  /** A replay from nothing. */
  public Replay(Thresholds thresholds, Signers signers) {
    this.thresholds = thresholds;
    this.signers = signers;
  }

  private record Dated(ScoreTable.Entry entry, int number, Instant time, boolean undated) {}

  private static final Injection NOTHING = new Injection(BigDecimal.ZERO, 0, 0, false, false, true);

  /** Replays a history that nothing is reported about. */
  public void history(ScoreTable table, IntConsumer rowsDone) {
    run(table, NOTHING, rowsDone);
  }

  /** Replays the table as it is. */
  public BacktestReport run(ScoreTable table, IntConsumer rowsDone) {
    return run(table, NOTHING, rowsDone);
  }

  /** Replays the table, with inflation planted into it. */
  public BacktestReport run(ScoreTable table, Injection injection, IntConsumer rowsDone) {
    var found = new HashMap<String, List<ReplayedRow>>();
    for (var dated : dated(table)) {
      found.put(dated.entry().id(), replay(dated, injection));
      rowsDone.accept(dated.entry().rows().size());
    }
    return new BacktestReport(
        table.entries().stream().map(e -> found.getOrDefault(e.id(), List.of())).toList());
  }

  private static List<Dated> dated(ScoreTable table) {
    var latest =
        table.entries().stream()
            .flatMap(entry -> entry.rows().stream())
            .map(ScoreRow::date)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(UNDATED);
    var dated = new ArrayList<Dated>();
    for (var entry : table.entries()) {
      var date = entry.rows().getFirst().date();
      dated.add(new Dated(entry, dated.size(), date == null ? latest : date, date == null));
    }
    // Stable: entries of the same time stay in file order.
    dated.sort(Comparator.comparing(Dated::undated).thenComparing(Dated::time));
    return dated;
  }

  private List<ReplayedRow> replay(Dated dated, Injection injection) {
    var planted = injection.into(dated.entry(), dated.number());
    var judged = assess(planted.rows(), dated.time());
    var rows = new ArrayList<ReplayedRow>();
    for (int i = 0; i < planted.rows().size(); i++) {
      rows.add(
          new ReplayedRow(
              planted.rows().get(i),
              planted.raised().get(i),
              judged.results().get(i),
              judged.model(),
              naive.score(planted.rows().get(i))));
    }
    boolean stays = injection.staying() || !planted.any();
    var kept = stays ? planted.rows() : dated.entry().rows();
    kept.forEach(naive::add);
    (stays ? judged : assess(kept, dated.time())).foldInto(state);
    return rows;
  }

  private Assessment assess(List<ScoreRow> rows, Instant time) {
    return SizeProfile1.assess(
        state, Observations.of(rows, state.prefix(), time, signers), thresholds);
  }
}
