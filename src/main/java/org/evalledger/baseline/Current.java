package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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
  private final Exclusion exclusion;
  private final List<CellResult> earlier;

  /** The earlier ones by whoever may speak for the model: nobody else frames it, nor covers it. */
  private final List<CellResult> admitted;

  /** By protocol; the first value under a protocol stands. */
  private final Map<HistoryKey, Value> values = new LinkedHashMap<>();

  /** One a benchmark, those with most models first; made when first asked for. */
  private @Nullable List<Benchmarked> features;

  /** By row of a base: the steps over it, found once; and their medians without a benchmark. */
  private final Map<Integer, List<Step>> steps = new HashMap<>();

  private final Map<StepsBut, Double> otherSteps = new HashMap<>();

  private record Step(String benchmark, double step) {}

  private record StepsBut(int base, String target) {}

  private record Value(HistoryKey protocol, double a) {}

  private record Benchmarked(String benchmark, Feature feature) {}

  /** A value among others of its kind. */
  private record Held(int key, KeyHistory history, double a) {}

  private Current(
      BaselineState state, List<Observation> results, Exclusion exclusion, @Nullable ModelRow row) {
    this.state = state;
    this.exclusion = exclusion;
    this.results = results;
    this.earlier = row == null ? List.of() : notSuperseded(row, results);
    this.admitted = earlier.stream().filter(result -> admits(state, results, result)).toList();
  }

  static Current of(BaselineState state, List<Observation> results, Exclusion exclusion) {
    var subject = results.getFirst().subject();
    int number = state.rows().find(subject.id(), subject.revision());
    var current =
        new Current(state, results, exclusion, number < 0 ? null : state.rows().get(number));
    for (var observation : results) {
      if (Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at) {
        current.add(new Value(observation.protocol(), at.a()));
      }
    }
    for (var result : current.admitted) {
      if (result.peer() && !Double.isNaN(result.a())) {
        current.add(new Value(state.key(result.protocol()), result.a()));
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
    if (value.protocol().part() == null) {
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
    var byBenchmark = new TreeMap<String, Held>();
    for (var value : values.values()) {
      int key = history(value.protocol());
      if (key >= 0) {
        var held = new Held(key, state.history(key), value.a());
        byBenchmark.merge(value.protocol().benchmark(), held, Current::moreModels);
      }
    }
    return byBenchmark.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Current::byModels))
        .map(entry -> new Benchmarked(entry.getKey(), feature(entry.getValue())))
        .toList();
  }

  private Feature feature(Held held) {
    double deviation = held.history().fit(state.prefix(), state.rows()).deviation();
    return new Feature(held.key(), held.history(), held.a(), deviation);
  }

  /** The nearer history where it stands for enough, as for the results themselves. */
  private int history(HistoryKey key) {
    int found = state.find(key);
    if (!(key instanceof ProtocolKey protocol)) {
      return found;
    }
    int wide = state.find(protocol.coarse());
    return found >= 0
            && wide >= 0
            && state.history(found).live() >= Peers.NEEDED
            && Circles.stands(state.history(found), state.history(wide), exclusion)
        ? found
        : wide;
  }

  private static Held moreModels(Held one, Held other) {
    return byModels(one, other) <= 0 ? one : other;
  }

  private static int byModels(Held one, Held other) {
    int byModels = Integer.compare(other.history().live(), one.history().live());
    return byModels != 0 ? byModels : Integer.compare(one.key(), other.key());
  }

  /**
   * The median step over {@code base} on the aggregates both have, but those of {@code target}'s
   * benchmark; of 200 at most, so that a long statement costs no more than its length. NaN where
   * there are fewer than two.
   */
  double otherSteps(int base, String target) {
    return otherSteps.computeIfAbsent(
        new StepsBut(base, target),
        but ->
            median(
                steps.computeIfAbsent(base, this::steps).stream()
                    .filter(step -> !step.benchmark().equals(target))
                    .limit(MOST_STEPS)
                    .mapToDouble(Step::step)
                    .toArray()));
  }

  private List<Step> steps(int base) {
    var found = new ArrayList<Step>();
    for (var value : values.values()) {
      var history = state.history(value.protocol());
      int slot = history == null ? -1 : history.slotOf(base);
      if (history != null && slot >= 0) {
        found.add(new Step(value.protocol().benchmark(), value.a() - history.a(slot)));
      }
    }
    return found;
  }

  private static double median(double[] values) {
    var ones = new double[values.length];
    Arrays.fill(ones, 1);
    return values.length < 2 ? Double.NaN : Medians.median(values, ones, values.length);
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
