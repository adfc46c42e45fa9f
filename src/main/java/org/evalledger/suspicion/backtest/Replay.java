package org.evalledger.suspicion.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.evalledger.baseline.BaselineState;
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
  private long index;

  /** A replay from nothing. */
  public Replay(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  private record Dated(ScoreTable.Entry entry, Instant time, boolean undated) {}

  /** Replays a history that nothing is reported about. */
  public void history(ScoreTable table, IntConsumer rowsDone) {
    run(table, Set.of(), rowsDone);
  }

  /** Replays the table, with inflation planted into it. */
  public BacktestReport run(ScoreTable table, Injection injection, IntConsumer rowsDone) {
    var planted = injection.into(table);
    return new BacktestReport(run(planted.table(), planted.raised(), rowsDone), table.rows());
  }

  /** Replays the table as it is. */
  public BacktestReport run(ScoreTable table, IntConsumer rowsDone) {
    return new BacktestReport(run(table, Set.of(), rowsDone), table.rows());
  }

  private Map<String, List<ReplayedRow>> run(
      ScoreTable table, Set<String> raised, IntConsumer rowsDone) {
    var found = new HashMap<String, List<ReplayedRow>>();
    for (var dated : dated(table)) {
      found.put(dated.entry().id(), replay(dated, raised));
      rowsDone.accept(dated.entry().rows().size());
    }
    var inFileOrder = new LinkedHashMap<String, List<ReplayedRow>>();
    for (var entry : table.entries()) {
      inFileOrder.put(entry.id(), found.getOrDefault(entry.id(), List.of()));
    }
    return inFileOrder;
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
      dated.add(new Dated(entry, date == null ? latest : date, date == null));
    }
    // Stable: entries of the same time stay in file order.
    dated.sort(Comparator.comparing(Dated::undated).thenComparing(Dated::time));
    return dated;
  }

  private List<ReplayedRow> replay(Dated dated, Set<String> raised) {
    var entry = dated.entry();
    var observations = Observations.of(entry, index++, dated.time());
    var assessment = SizeProfile1.assess(state, observations, thresholds);
    var rows = new ArrayList<ReplayedRow>();
    for (int i = 0; i < entry.rows().size(); i++) {
      rows.add(
          new ReplayedRow(
              entry.rows().get(i),
              raised.contains(Injection.key(entry.id(), i)),
              assessment.results().get(i),
              assessment.model(),
              naive.score(entry.rows().get(i))));
    }
    entry.rows().forEach(naive::add);
    assessment.foldInto(state);
    return rows;
  }
}
