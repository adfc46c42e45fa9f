package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The current values of one model revision: those of the statement at hand, then the earlier. */
final class Current {
  private static final int MOST_STEPS = 200;

  private final BaselineState state;
  private final List<Observation> results;
  private final List<CellResult> earlier;

  /** The earlier ones by whoever may speak for the model: nobody else frames it, nor covers it. */
  private final List<CellResult> admitted;

  /** By protocol; the first value under a protocol stands. */
  private final Map<ProtocolKey, Value> values = new LinkedHashMap<>();

  /** One a benchmark, those with most models first; made when first asked for. */
  private @Nullable List<Benchmarked> features;

  private record Value(ProtocolKey protocol, double a) {}

  private record Benchmarked(String benchmark, Feature feature) {}

  private Current(BaselineState state, List<Observation> results, @Nullable ModelRow row) {
    this.state = state;
    this.results = results;
    this.earlier = row == null ? List.of() : notSuperseded(row, results);
    this.admitted = earlier.stream().filter(result -> admits(state, results, result)).toList();
  }

  static Current of(BaselineState state, List<Observation> results) {
    var subject = results.getFirst().subject();
    int number = state.rows().find(subject.id(), subject.revision());
    var current = new Current(state, results, number < 0 ? null : state.rows().get(number));
    for (var observation : results) {
      if (Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at) {
        current.add(new Value(observation.protocol(), at.a()));
      }
    }
    for (var result : current.admitted) {
      if (result.peer()
          && !Double.isNaN(result.a())
          && state.key(result.protocol()) instanceof ProtocolKey protocol) {
        current.add(new Value(protocol, result.a()));
      }
    }
    return current;
  }

  /** By the submitter, an owner or its kin, or somebody with no part in it. */
  private static boolean admits(BaselineState state, List<Observation> results, CellResult result) {
    var first = results.getFirst();
    var by = state.rows().organisations.name(result.organisation());
    return result.counted() != result.organisation()
        || by.equals(first.submitter().organisation())
        || first.subject().owners().contains(by)
        || first.subject().kin().contains(by);
  }

  private void add(Value value) {
    if (value.protocol().aggregate()) {
      values.putIfAbsent(value.protocol(), value);
    }
  }

  private static List<CellResult> notSuperseded(ModelRow row, List<Observation> results) {
    var superseded = new HashSet<@Nullable Position>();
    results.forEach(observation -> superseded.add(observation.supersedes()));
    results.forEach(observation -> superseded.add(observation.position()));
    return row.results.reversed().stream()
        .filter(result -> !superseded.contains(result.position()))
        .toList();
  }

  /**
   * Earlier aggregates that had no profile when they came, the highest under each key of a
   * benchmark, those with most models first.
   */
  List<CellResult> withoutProfile() {
    var seen = new HashSet<Integer>();
    return admitted.stream()
        .filter(result -> result.peer() && !Double.isNaN(result.a()))
        .filter(result -> Double.isNaN(result.scores().zProfile()))
        .filter(result -> state.key(result.protocol()).part() == null)
        .sorted(
            Comparator.<CellResult>comparingInt(result -> -state.history(result.benchmark()).live())
                .thenComparingDouble(result -> -result.a()))
        .filter(result -> seen.add(result.benchmark()))
        .toList();
  }

  /** Earlier results that this statement does not supersede, latest first. */
  List<CellResult> earlier() {
    return earlier;
  }

  /**
   * The model's benchmarks other than {@code target}, one history each, those with most models
   * first. Other numbers of the same benchmark say nothing: who inflates one inflates them all.
   */
  List<Feature> features(String target, int most) {
    var known = features;
    if (known == null) {
      known = benchmarked();
      features = known;
    }
    return known.stream()
        .filter(one -> !one.benchmark().equals(target))
        .limit(most)
        .map(Benchmarked::feature)
        .toList();
  }

  private List<Benchmarked> benchmarked() {
    var byBenchmark = new TreeMap<String, Feature>();
    for (var value : values.values()) {
      int key = history(value.protocol());
      if (key >= 0) {
        var history = state.history(key);
        double deviation = history.fit(state.prefix(), state.rows()).deviation();
        var feature = new Feature(key, history, value.a(), deviation);
        byBenchmark.merge(value.protocol().benchmark(), feature, Current::moreModels);
      }
    }
    return byBenchmark.entrySet().stream()
        .map(entry -> new Benchmarked(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Benchmarked::feature, Current::byModels))
        .toList();
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

  /**
   * The step over {@code base} on every aggregate both have, but {@code target}'s benchmark; 200 at
   * most, so that a long statement costs no more than its length.
   */
  List<Double> steps(int base, String target) {
    var steps = new ArrayList<Double>();
    for (var value : values.values()) {
      var history = state.history(value.protocol());
      int slot = history == null ? -1 : history.slotOf(base);
      if (history != null && slot >= 0 && !value.protocol().benchmark().equals(target)) {
        steps.add(value.a() - history.a(slot));
      }
      if (steps.size() == MOST_STEPS) {
        break;
      }
    }
    return steps;
  }

  /** The largest z and smallest p of each benchmark, aggregates alone. */
  List<RevisionScores> revision(List<ResultFigures> figures, List<LateProfile> late) {
    var byBenchmark = new TreeMap<String, RevisionScores>();
    for (int i = 0; i < results.size(); i++) {
      merge(byBenchmark, results.get(i).protocol(), figures.get(i).scores());
    }
    for (var result : admitted) {
      merge(byBenchmark, state.key(result.protocol()), result.scores());
    }
    for (var found : late) {
      merge(byBenchmark, found.protocol(), CellScores.profile(found.profile().z(), found.p().p()));
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
