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
import java.util.Optional;
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
  private static final int FORMAT = 2;

  private ModelRows rows = new ModelRows();
  private final List<KeyHistory> histories = new ArrayList<>();
  private final List<HistoryKey> keys = new ArrayList<>();
  private final Map<HistoryKey, Integer> numbers = new HashMap<>();
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
    int row = rows.row(results.getFirst().subject());
    var touched = new BitSet();
    var changed = new BitSet();
    for (int i = 0; i < results.size(); i++) {
      fold(row, results.get(i), scores.get(i), touched, changed);
    }
    if (generalScore != null) {
      var last = results.getLast();
      general
          .get(generalScore.benchmarks())
          .add(generalScore.mean(), counted(last), collector(last), results.getFirst().position());
    }
    changed.set(row);
    updateCopies(changed);
    touched.stream().forEach(key -> histories.get(key).refitWhenDue(index, rows));
    prefix = index + 1;
  }

  private void fold(
      int row, Observation observation, CellScores scores, BitSet touched, BitSet changed) {
    if (observation.supersedes() != null) {
      takeOut(observation.supersedes()).ifPresent(changed::set);
    }
    var described = rows.get(row);
    int organisation = rows.organisations.number(observation.submitter().organisation());
    stateByOwners(described, observation.subject());
    double stated = observation.subject().size().log2Billions();
    if (!Double.isNaN(stated)) {
      described.state(organisation, stated);
    }
    var result = result(observation, scores, organisation, described.peerSize());
    described.results.add(result);
    rowOf.put(observation.position(), row);
    rows.sizes.set(row, described.peerSize());
    rows.months.set(row, described.results.getFirst().months());
    if (!result.peer() || Double.isNaN(result.a())) {
      return;
    }
    enter(row, result, result.protocol(), touched);
    enter(row, result, result.benchmark(), touched);
    storing(result).ifPresent(history -> history.store(result));
    histories.get(result.protocol()).storeJump(result);
  }

  private void stateByOwners(ModelRow described, Subject subject) {
    double stated = subject.ownersSize().log2Billions();
    if (!Double.isNaN(stated) && !subject.owners().isEmpty()) {
      described.state(rows.organisations.number(subject.owners().getFirst()), stated);
    }
  }

  private void enter(int row, CellResult result, int key, BitSet touched) {
    if (!mayEnter(row, result, key)) {
      return;
    }
    histories.get(key).insert(row, result);
    if (!touched.get(key)) {
      touched.set(key);
    }
  }

  /**
   * Whoever has no part in the model and no role takes nobody else's place: who states again what
   * is true of others' models would take these out of the comparison with its own.
   */
  private boolean mayEnter(int row, CellResult result, int key) {
    int slot = histories.get(key).slotOf(row);
    return slot < 0
        || histories.get(key).organisation(slot) == result.organisation()
        || result.counted() != result.organisation()
        || rows.get(row).owners.contains(result.organisation());
  }

  private CellResult result(
      Observation observation, CellScores scores, int organisation, double size) {
    var scaled = Scaled.of(observation.measure(), observation.reported());
    double a = Double.NaN;
    double variance = Double.NaN;
    if (scaled instanceof Scaled.At at) {
      a = at.a();
      variance = at.variance();
    }
    return new CellResult(
        observation.position(),
        number(observation.protocol()),
        number(observation.protocol().coarse()),
        observation.peer(),
        a,
        variance,
        observation.fixedVariance(),
        observation.measure().generative(),
        size,
        observation.times().months(),
        observation.weight(),
        organisation,
        counted(observation),
        collector(observation),
        observation.reported().value().stripTrailingZeros().toPlainString(),
        scores);
  }

  /**
   * A disinterested result counts for the model's owner, or for its namespace where nobody was
   * granted it; any other for its submitter.
   */
  private int counted(Observation observation) {
    var subject = observation.subject();
    var owner = subject.owners().isEmpty() ? subject.namespace() : subject.owners().getFirst();
    return rows.organisations.number(
        observation.disinterested() ? owner : observation.submitter().organisation());
  }

  /** Who answers for it where it counts for a namespace that nobody owns, −1 elsewhere. */
  private int collector(Observation observation) {
    return observation.disinterested() && observation.subject().owners().isEmpty()
        ? rows.organisations.number(observation.submitter().organisation())
        : -1;
  }

  private Optional<KeyHistory> storing(CellResult result) {
    return switch (result.scores().level()) {
      case PROTOCOL -> Optional.of(histories.get(result.protocol()));
      case BENCHMARK -> Optional.of(histories.get(result.benchmark()));
      case PRIOR -> Optional.empty();
    };
  }

  private int number(HistoryKey key) {
    var known = numbers.get(key);
    if (known != null) {
      return known;
    }
    histories.add(new KeyHistory());
    keys.add(key);
    numbers.put(key, keys.size() - 1);
    return keys.size() - 1;
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
  private OptionalInt takeOut(Position position) {
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
        storing(result).ifPresent(history -> history.forget(position));
        histories.get(result.protocol()).forget(position);
        for (var calibration : general) {
          calibration.remove(position);
        }
        return OptionalInt.of(row);
      }
    }
    return OptionalInt.empty();
  }

  private void leave(int row, ModelRow described, CellResult left, int key) {
    var history = histories.get(key);
    int slot = history.slotOf(row);
    if (slot < 0 || !history.position(slot).equals(left.position())) {
      return;
    }
    history.remove(row);
    for (var result : described.results.reversed()) {
      boolean same = result.protocol() == key || result.benchmark() == key;
      if (same && result.peer() && !Double.isNaN(result.a())) {
        history.insert(row, result);
        return;
      }
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
      var key = keys.get(number);
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

  /** The history of a key, null when nothing was ever folded under it. */
  @Nullable KeyHistory history(HistoryKey key) {
    var number = numbers.get(key);
    return number == null ? null : histories.get(number);
  }

  int find(HistoryKey key) {
    return numbers.getOrDefault(key, -1);
  }

  KeyHistory history(int number) {
    return histories.get(number);
  }

  HistoryKey key(int number) {
    return keys.get(number);
  }

  Calibration general(int benchmarks) {
    return general.get(benchmarks);
  }

  /** Writes every bit of the state. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeLong(prefix);
    rows.write(out);
    out.writeInt(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      KeyCodec.write(out, keys.get(i));
      histories.get(i).write(out);
    }
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
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      var key = KeyCodec.read(in);
      state.keys.add(key);
      state.numbers.put(key, i);
      state.histories.add(KeyHistory.read(in));
    }
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
