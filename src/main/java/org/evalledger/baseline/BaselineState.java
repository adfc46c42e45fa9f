package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that assessments are computed from: a fold over results in (index, result) order. Whoever
 * folds the same results, together with the scores computed for them, has the same bits; so has
 * whoever reads a snapshot and folds the rest.
 *
 * <p>Mutable and without locks: one thread owns it. Only {@link #fold}, {@link #advance} and {@link
 * #retire} change it; what assesses leaves it as it was.
 */
public final class BaselineState {
  private static final int FORMAT = 4;

  private ModelRows rows = new ModelRows();
  private Histories histories = new Histories();
  private final Map<Position, Integer> rowOf = new HashMap<>();
  private final List<Calibration> general = new ArrayList<>();
  private long prefix;

  /** A state before the first entry. */
  public BaselineState() {
    for (int i = 0; i <= GeneralScore.MOST; i++) {
      general.add(new Calibration());
    }
  }

  /** How many entries it was folded from. */
  public long prefix() {
    return prefix;
  }

  /** Notes that all entries below {@code newPrefix} are folded, those without results too. */
  public void advance(long newPrefix) {
    if (newPrefix < prefix) {
      throw new IllegalArgumentException("prefix %d is before %d".formatted(newPrefix, prefix));
    }
    prefix = newPrefix;
  }

  /**
   * Folds one statement's results in.
   *
   * @param results in the order of their positions, all of one entry and of one model revision
   * @param scores what was computed for each of them before
   * @param generalScore how the whole model stood; null when nothing could be said
   */
  public void fold(
      List<Observation> results, List<CellScores> scores, @Nullable GeneralScore generalScore) {
    if (results.size() != scores.size() || results.isEmpty()) {
      throw new IllegalArgumentException(
          "%d results with %d scores".formatted(results.size(), scores.size()));
    }
    long index = results.getFirst().position().index();
    if (index < prefix) {
      throw new IllegalArgumentException("entry %d is folded already".formatted(index));
    }
    var fold = new StatementFold(this, results.getFirst());
    fold.fold(results, scores);
    if (generalScore != null) {
      var last = results.getLast();
      general
          .get(generalScore.benchmarks())
          .add(
              generalScore.mean(),
              fold.counted(last),
              fold.collector(last),
              results.getFirst().position());
    }
    updateCopies(fold.changed);
    fold.refitWhenDue(index);
    prefix = index + 1;
  }

  /** Takes a result in that the row did not have. */
  void hold(ModelRow described, int row, CellResult result) {
    described.results.add(result);
    rowOf.put(result.position(), row);
  }

  /**
   * Takes superseded or withdrawn results out, and what was stored for them; earlier results of the
   * same model revisions take their places. One that is not held changes nothing.
   */
  public void retire(List<Position> positions) {
    var changed = new BitSet();
    positions.forEach(position -> takeOut(position).ifPresent(changed::set));
    updateCopies(changed);
  }

  /** Once for each row, however many of its results changed. */
  private void updateCopies(BitSet changed) {
    changed.stream().forEach(copies()::update);
  }

  /** The row whose result it was; empty when it is not held. */
  OptionalInt takeOut(Position position) {
    var row = rowOf.remove(position);
    if (row == null) {
      return OptionalInt.empty();
    }
    var described = rows.get(row);
    for (int i = 0; i < described.results.size(); i++) {
      var result = described.results.get(i);
      if (result.position().equals(position)) {
        described.results.remove(i);
        leave(row, described, result, result.protocol());
        leave(row, described, result, result.benchmark());
        histories.get(result.benchmark()).stored().forget(position);
        histories.get(result.protocol()).stored().forget(position);
        for (var calibration : general) {
          calibration.remove(position);
        }
        return OptionalInt.of(row);
      }
    }
    return OptionalInt.empty();
  }

  /** Puts back whose place it took, by the rule by which results enter. */
  private void leave(int row, ModelRow described, CellResult left, int key) {
    var history = histories.get(key);
    int slot = history.slotOf(row);
    if (slot < 0 || !history.position(slot).equals(left.position())) {
      return;
    }
    history.remove(row);
    CellResult last = null;
    for (var result : described.results) {
      boolean same = result.protocol() == key || result.benchmark() == key;
      if (same
          && result.peer()
          && !Double.isNaN(result.a())
          && (last == null
              || last.organisation() == result.organisation()
              || described.speaks(result))) {
        last = result;
      }
    }
    if (last != null) {
      history.insert(row, last);
    }
  }

  NearCopies copies() {
    return new NearCopies(rows, histories, this::aggregateKeys);
  }

  /** One a benchmark, the one with most models: other numbers of it are no further evidence. */
  private Ints aggregateKeys(int row) {
    var byBenchmark = new LinkedHashMap<String, Integer>();
    var seen = new BitSet();
    for (var result : rows.get(row).results) {
      int number = result.protocol();
      var key = histories.key(number);
      if (!seen.get(number) && key.part() == null && histories.get(number).slotOf(row) >= 0) {
        seen.set(number);
        byBenchmark.merge(key.benchmark(), number, this::moreModels);
      }
    }
    var found = new Ints();
    byBenchmark.values().forEach(found::add);
    return found;
  }

  private int moreModels(int one, int other) {
    int byModels = Integer.compare(histories.get(other).live(), histories.get(one).live());
    return byModels < 0 || (byModels == 0 && one < other) ? one : other;
  }

  ModelRows rows() {
    return rows;
  }

  Histories histories() {
    return histories;
  }

  /** The history of a key, null when nothing was ever folded under it. */
  @Nullable KeyHistory history(HistoryKey key) {
    int number = histories.find(key);
    return number < 0 ? null : histories.get(number);
  }

  int find(HistoryKey key) {
    return histories.find(key);
  }

  KeyHistory history(int number) {
    return histories.get(number);
  }

  HistoryKey key(int number) {
    return histories.key(number);
  }

  Calibration general(int benchmarks) {
    return general.get(benchmarks);
  }

  /** Writes every bit of the state. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeLong(prefix);
    rows.write(out);
    histories.write(out);
    for (var calibration : general) {
      calibration.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static BaselineState read(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("snapshot format %d, want %d".formatted(format, FORMAT));
    }
    var state = new BaselineState();
    state.prefix = in.readLong();
    state.rows = ModelRows.read(in);
    state.histories = Histories.read(in);
    for (int i = 0; i < state.general.size(); i++) {
      state.general.set(i, Calibration.read(in));
    }
    for (int row = 0; row < state.rows.size(); row++) {
      for (var result : state.rows.get(row).results) {
        state.rowOf.put(result.position(), row);
      }
    }
    return state;
  }
}
