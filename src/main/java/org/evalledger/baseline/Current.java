package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The current values of one model revision: those of the statement at hand, then the earlier. */
final class Current {
  private final BaselineState state;
  private final List<Observation> results;
  private final @Nullable ModelRow row;
  private final List<Value> values = new ArrayList<>();

  private record Value(ProtocolKey protocol, double a, double variance) {}

  private Current(BaselineState state, List<Observation> results, @Nullable ModelRow row) {
    this.state = state;
    this.results = results;
    this.row = row;
  }

  static Current of(BaselineState state, List<Observation> results) {
    var subject = results.getFirst().subject();
    int number = state.rows().find(subject.id(), subject.revision());
    var current = new Current(state, results, number < 0 ? null : state.rows().get(number));
    for (var observation : results) {
      if (Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at) {
        current.add(new Value(observation.protocol(), at.a(), at.variance()));
      }
    }
    for (var result : current.earlier()) {
      if (result.peer()
          && !Double.isNaN(result.a())
          && state.key(result.protocol()) instanceof ProtocolKey protocol) {
        current.add(new Value(protocol, result.a(), result.variance()));
      }
    }
    return current;
  }

  /** The first value under a protocol stands. */
  private void add(Value value) {
    if (value.protocol().aggregate()
        && values.stream().noneMatch(known -> known.protocol().equals(value.protocol()))) {
      values.add(value);
    }
  }

  /** Earlier results that this statement does not supersede, latest first. */
  private List<CellResult> earlier() {
    if (row == null) {
      return List.of();
    }
    return row.results.reversed().stream()
        .filter(r -> results.stream().noneMatch(o -> r.position().equals(o.supersedes())))
        .toList();
  }

  /**
   * The model's benchmarks other than {@code target}, one history each, those with most models
   * first. Other numbers of the same benchmark say nothing: who inflates one inflates them all.
   */
  List<Feature> features(String target, int most) {
    var byBenchmark = new TreeMap<String, Feature>();
    for (var value : values) {
      int key = history(value.protocol());
      if (key < 0 || value.protocol().benchmark().equals(target)) {
        continue;
      }
      var history = state.history(key);
      var feature =
          new Feature(
              key, history, value.a(), history.fit(state.prefix(), state.rows()).deviation());
      byBenchmark.merge(value.protocol().benchmark(), feature, Current::moreModels);
    }
    return byBenchmark.values().stream().sorted(Current::byModels).limit(most).toList();
  }

  private int history(ProtocolKey protocol) {
    int fine = state.find(protocol);
    return fine >= 0 && state.history(fine).live() >= Peers.NEEDED
        ? fine
        : state.find(protocol.coarse());
  }

  private static Feature moreModels(Feature one, Feature other) {
    return byModels(one, other) <= 0 ? one : other;
  }

  private static int byModels(Feature one, Feature other) {
    int byModels = Integer.compare(other.history().live(), one.history().live());
    return byModels != 0 ? byModels : Integer.compare(one.key(), other.key());
  }

  /** The step over {@code base} on every aggregate both have, but {@code target}'s benchmark. */
  List<Double> steps(int base, String target) {
    var steps = new ArrayList<Double>();
    for (var value : values) {
      var history = state.history(value.protocol());
      int slot = history == null ? -1 : history.slotOf(base);
      if (history != null && slot >= 0 && !value.protocol().benchmark().equals(target)) {
        steps.add(value.a() - history.a(slot));
      }
    }
    return steps;
  }

  /** The largest z and smallest p of each benchmark, aggregates alone. */
  List<RevisionScores> revision(List<ResultFigures> figures) {
    var byBenchmark = new TreeMap<String, RevisionScores>();
    for (int i = 0; i < results.size(); i++) {
      merge(byBenchmark, results.get(i).protocol(), figures.get(i).scores());
    }
    for (var result : earlier()) {
      merge(byBenchmark, state.key(result.protocol()), result.scores());
    }
    return List.copyOf(byBenchmark.values());
  }

  private static void merge(
      Map<String, RevisionScores> byBenchmark, HistoryKey key, CellScores scores) {
    if (key.part() != null) {
      return;
    }
    var name = key.benchmark() + " " + key.version();
    var scored =
        new RevisionScores(
            name, scores.zSize(), scores.pSize(), scores.zProfile(), scores.pProfile());
    byBenchmark.merge(
        name,
        scored,
        (one, other) ->
            new RevisionScores(
                name,
                larger(one.zSize(), other.zSize()),
                smaller(one.pSize(), other.pSize()),
                larger(one.zProfile(), other.zProfile()),
                smaller(one.pProfile(), other.pProfile())));
  }

  private static double larger(double one, double other) {
    return Double.isNaN(one) || other > one ? other : one;
  }

  private static double smaller(double one, double other) {
    return Double.isNaN(one) || other < one ? other : one;
  }
}
