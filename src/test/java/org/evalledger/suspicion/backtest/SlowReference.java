package org.evalledger.suspicion.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.evalledger.baseline.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Both signals as their formulae say, over plain lists, with nothing kept between two questions but
 * the results themselves: every fit is made anew, from the results that were there when it was due.
 * For tables in which each model revision comes once, each benchmark has one protocol, and every
 * result is a share of known items.
 */
final class SlowReference {
  /** A result as its model's entry gave it. */
  record Point(
      int row,
      String organisation,
      String model,
      List<String> lineage,
      double log2Size,
      double months,
      double a,
      double variance) {}

  /** S1 and S2 of one result, and their calibrated p; NaN where they have nothing to say. */
  record Signals(
      double hub,
      double zHub,
      double kernel,
      double zKernel,
      double expected,
      double zProfile,
      double pSize,
      double pProfile) {}

  /** What a fit is made from: a history, and who was whose near-copy, as of one prefix. */
  private record Basis(List<Point> all, List<Integer> copies) {}

  /** The fits of one benchmark: the one in force, the next one and from when it holds. */
  private static final class Fits {
    private @Nullable Basis active;
    private @Nullable Basis pending;
    private int pendingFrom;
    private int inserted;
    private int last;

    /** A hundred more results, or 2 %, make one due; it holds 256 entries later. */
    void inserted(int entry, Basis now) {
      inserted++;
      if (pending != null && entry + 1 >= pendingFrom) {
        active = pending;
        pending = null;
      }
      if (pending == null && inserted >= Math.max(100, last / 50)) {
        pending = now;
        pendingFrom = entry + 256;
        last = now.all().size();
        inserted = 0;
      }
    }

    @Nullable Basis at(int prefix) {
      return pending != null && prefix >= pendingFrom ? pending : active;
    }
  }

  private record Neighbour(Point point, double squared) {}

  private record Stored(double figure, String organisation) {}

  private final Map<String, List<Point>> history = new LinkedHashMap<>();
  private final List<Map<String, Point>> rows = new ArrayList<>();
  private final List<Integer> copyOf = new ArrayList<>();

  /** Spreads and z by signal; of results compared more widely apart. */
  private final Map<String, List<Stored>> stored = new HashMap<>();

  private final Map<String, Fits> fits = new HashMap<>();

  /** What all questions about one statement share, forgotten with the next. */
  private final Map<String, Double> deviations = new HashMap<>();

  private final Map<String, List<Point>> counted = new HashMap<>();

  /** Asks about all results of a statement, then keeps them. */
  List<Signals> next(List<Observation> statement) {
    var own = new TreeMap<String, Point>();
    for (var observation : statement) {
      own.put(observation.protocol().benchmark(), point(observation));
    }
    var excluded = excluded(own.firstEntry().getValue());
    var signals = new ArrayList<Signals>();
    var kept = new ArrayList<Runnable>();
    for (var observation : statement) {
      signals.add(signals(observation, own, excluded, kept));
    }
    kept.forEach(Runnable::run);
    insert(own);
    deviations.clear();
    counted.clear();
    return signals;
  }

  private Point point(Observation observation) {
    var subject = observation.subject();
    double share =
        observation.reported().value().doubleValue()
            / Objects.requireNonNull(observation.measure().maximum()).doubleValue();
    return new Point(
        rows.size(),
        observation.submitter().organisation(),
        subject.id(),
        subject.lineage(),
        subject.size().log2Billions(),
        (observation.times().earliest().getEpochSecond() - 1_577_836_800L) / (30.4375 * 86_400),
        2 * Math.asin(Math.sqrt(share)),
        1.0 / Objects.requireNonNull(observation.measure().items()));
  }

  private void insert(Map<String, Point> own) {
    rows.add(own);
    own.forEach((name, point) -> history.computeIfAbsent(name, n -> new ArrayList<>()).add(point));
    copyOf.add(representative(own));
    own.forEach(
        (name, point) ->
            fits.computeIfAbsent(name, n -> new Fits()).inserted(rows.size() - 1, now(name)));
  }

  private Basis now(String name) {
    return new Basis(List.copyOf(history.getOrDefault(name, List.of())), List.copyOf(copyOf));
  }

  /** What the fit in force rests on. */
  private Basis basis(String name) {
    var known = fits.get(name);
    var fitted = known == null ? null : known.at(rows.size());
    return fitted == null ? now(name) : fitted;
  }

  /** Near-copies have no say in a fit, but the first where their head has no result. */
  private List<Point> counted(String name, Basis basis) {
    return counted.computeIfAbsent(name, n -> freshlyCounted(n, basis));
  }

  private List<Point> freshlyCounted(String name, Basis basis) {
    return basis.all().stream()
        .filter(p -> counts(name, p.row(), Set.of(), basis.copies()))
        .toList();
  }

  /** The first row that is no copy itself and within 0.02 on everything shared, three at least. */
  private int representative(Map<String, Point> own) {
    for (int row = 0; row < rows.size() - 1; row++) {
      int shared = 0;
      boolean near = true;
      for (var name : own.keySet()) {
        var other = rows.get(row).get(name);
        if (other != null) {
          shared++;
          near &= Math.abs(other.a() - Objects.requireNonNull(own.get(name)).a()) <= 0.02;
        }
      }
      if (copyOf.get(row) < 0 && near && shared >= 3) {
        return row;
      }
    }
    return -1;
  }

  /** The organisation's own models, the model's ancestors, and its descendants. */
  private Set<Integer> excluded(Point own) {
    var excluded = new TreeSet<Integer>();
    for (int row = 0; row < rows.size(); row++) {
      var other = rows.get(row).values().iterator().next();
      if (other.organisation().equals(own.organisation())
          || other.model().equals(own.model())
          || other.lineage().contains(own.model())
          || own.lineage().contains(other.model())) {
        excluded.add(row);
      }
    }
    return excluded;
  }

  /** Near-copies count once; where the first of a family has no say, the next stands in. */
  private boolean counts(String name, int row, Set<Integer> excluded, List<Integer> copies) {
    if (excluded.contains(row)) {
      return false;
    }
    int first = copies.get(row);
    if (first < 0) {
      return true;
    }
    if (stands(name, first, excluded)) {
      return false;
    }
    for (int other = 0; other < row; other++) {
      if (copies.get(other) == first && stands(name, other, excluded)) {
        return false;
      }
    }
    return true;
  }

  private boolean stands(String name, int row, Set<Integer> excluded) {
    return rows.get(row).containsKey(name) && !excluded.contains(row);
  }

  /** An organisation weighs at most eight and a twentieth of the others. */
  private static double[] weights(List<Point> points, List<Point> all) {
    var held = new HashMap<String, Integer>();
    all.forEach(point -> held.merge(point.organisation(), 1, Integer::sum));
    var weights = new double[points.size()];
    for (int i = 0; i < weights.length; i++) {
      int own = held.getOrDefault(points.get(i).organisation(), 0);
      double most = 8 + (all.size() - own) / 20.0;
      weights[i] = own <= most ? 1 : most / own;
    }
    return weights;
  }

  private Signals signals(
      Observation observation, Map<String, Point> own, Set<Integer> excluded, List<Runnable> kept) {
    var name = observation.protocol().benchmark();
    var point = Objects.requireNonNull(own.get(name));
    var all = history.getOrDefault(name, List.of());
    var peers = all.stream().filter(p -> counts(name, p.row(), excluded, copyOf)).toList();
    var sized = peers.stream().filter(p -> !Double.isNaN(p.log2Size())).toList();
    var level = peers.size() < 30 ? "benchmark " : "protocol ";
    double tau = observation.measure().generative() ? 0.30 : 0.09;
    double variance =
        variance(observation, point, counted(name, basis(name)))
            + (peers.size() < 30 ? tau * tau : 0);
    var found = new double[8];
    Arrays.fill(found, Double.NaN);
    if (sized.size() >= 30 && !Double.isNaN(point.log2Size())) {
      hub(name, within(point, times(name)), excluded, variance, found);
      kernel(point, sized, all, variance, found);
      found[6] = judged(level + name + " size", (found[1] + found[3]) / 2, point, kept);
    }
    profile(own, name, peers, variance, level, found, kept);
    return new Signals(
        found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]);
  }

  private static double variance(Observation observation, Point point, List<Point> others) {
    if (observation.measure().countsItems() || others.isEmpty()) {
      return point.variance();
    }
    var variances = others.stream().mapToDouble(Point::variance).toArray();
    return Math.min(point.variance(), median(variances, ones(variances.length)));
  }

  private static double[] ones(int n) {
    var ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Huber regression over all; the results left out lose their weight only in the last solve. */
  private void hub(String name, Point own, Set<Integer> excluded, double variance, double[] found) {
    var basis = basis(name);
    var all = counted(name, basis).stream().filter(p -> !Double.isNaN(p.log2Size())).toList();
    var prior = weights(all, basis.all());
    var sizes = range(all, prior, Point::log2Size);
    var times = times(name);
    var points = all.stream().map(p -> at(within(p, times), sizes)).toList();
    var design = new double[points.size()][];
    var targets = new double[points.size()];
    for (int i = 0; i < points.size(); i++) {
      design[i] = design(points.get(i));
      targets[i] = points.get(i).a();
    }
    var weights = prior.clone();
    var beta = leastSquares(design, targets, weights, 1e-3 * sum(prior));
    for (int step = 0; step < 25; step++) {
      var residuals = residuals(design, targets, beta);
      double scale = 1.4826 * median(residuals, balanced(points, prior));
      for (int i = 0; i < weights.length; i++) {
        weights[i] = prior[i] * Math.min(1, 1.345 * scale / residuals[i]);
      }
      beta = leastSquares(design, targets, weights, 1e-3 * sum(prior));
    }
    var residuals = residuals(design, targets, beta);
    double scale = localScale(own.log2Size(), points, residuals, prior);
    for (int i = 0; i < points.size(); i++) {
      if (excluded.contains(points.get(i).row())) {
        weights[i] = 0;
        prior[i] = 0;
      }
    }
    beta = leastSquares(design, targets, weights, 1e-3 * sum(prior));
    found[0] = dot(design(at(own, sizes)), beta);
    found[1] = (own.a() - found[0]) / Math.sqrt(scale * scale + variance);
  }

  /** Its time held within the history's. */
  private static Point within(Point own, double[] times) {
    return moved(own, own.log2Size(), Math.min(Math.max(own.months(), times[0]), times[1]));
  }

  private double[] times(String name) {
    var basis = basis(name);
    var counted = counted(name, basis);
    return range(counted, weights(counted, basis.all()), Point::months);
  }

  private static Point at(Point own, double[] sizes) {
    double size = Math.min(Math.max(own.log2Size(), sizes[0]), sizes[1]);
    return moved(own, size, own.months());
  }

  private static Point moved(Point own, double size, double months) {
    return new Point(
        own.row(),
        own.organisation(),
        own.model(),
        own.lineage(),
        size,
        months,
        own.a(),
        own.variance());
  }

  /** Both ends: a fiftieth of the weight by three organisations, a hundredth of it by each. */
  private static double[] range(
      List<Point> points, double[] weights, ToDoubleFunction<Point> coordinate) {
    var ends = new double[2];
    for (int end = 0; end < 2; end++) {
      int sign = end == 0 ? 1 : -1;
      var outermost =
          IntStream.range(0, points.size())
              .boxed()
              .sorted(
                  Comparator.comparingDouble(i -> sign * coordinate.applyAsDouble(points.get(i))))
              .toList();
      var held = new HashMap<String, Double>();
      double most = 0.01 * sum(weights);
      for (int i : outermost) {
        held.merge(points.get(i).organisation(), weights[i], Double::sum);
        double reached = held.values().stream().mapToDouble(w -> Math.min(w, most)).sum();
        ends[end] = coordinate.applyAsDouble(points.get(i));
        if (held.size() >= 3 && reached >= 2 * most * (1 - 1e-9)) {
          break;
        }
      }
    }
    return ends;
  }

  /** No organisation above a twentieth of the sum before. */
  private static double[] balanced(List<Point> points, double[] weights) {
    var held = new HashMap<String, Double>();
    for (int i = 0; i < weights.length; i++) {
      held.merge(points.get(i).organisation(), weights[i], Double::sum);
    }
    double most = sum(weights) / 20;
    var balanced = weights.clone();
    for (int i = 0; i < weights.length; i++) {
      double own = held.getOrDefault(points.get(i).organisation(), 0.0);
      balanced[i] *= Math.min(1, most / own);
    }
    return balanced;
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  private static double[] design(Point point) {
    double size = point.log2Size();
    return new double[] {1, size, size * size, point.months() / 12};
  }

  private static double localScale(
      double size, List<Point> points, double[] residuals, double[] prior) {
    var sizes = points.stream().mapToDouble(Point::log2Size).sorted().toArray();
    double global = 1.4826 * median(residuals, balanced(points, prior));
    var nodes = new double[10];
    var scales = new double[10];
    for (int node = 0; node < 10; node++) {
      nodes[node] = quantile(sizes, 0.02 + 0.96 * node / 9);
      var weights = new double[prior.length];
      double squares = 0;
      for (int i = 0; i < prior.length; i++) {
        double off = (points.get(i).log2Size() - nodes[node]) / 0.75;
        weights[i] = prior[i] * Math.exp(-off * off / 2);
      }
      weights = balanced(points, weights);
      for (double weight : weights) {
        squares += weight * weight;
      }
      double effective = sum(weights) * sum(weights) / squares;
      double local = 1.4826 * median(residuals, weights);
      scales[node] =
          Math.sqrt((effective * local * local + 30 * global * global) / (effective + 30));
    }
    return interpolated(size, nodes, scales);
  }

  private static double interpolated(double at, double[] nodes, double[] values) {
    if (at <= nodes[0]) {
      return values[0];
    }
    for (int i = 1; i < nodes.length; i++) {
      if (at <= nodes[i]) {
        double share = (at - nodes[i - 1]) / (nodes[i] - nodes[i - 1]);
        return values[i - 1] + share * (values[i] - values[i - 1]);
      }
    }
    return values[nodes.length - 1];
  }

  private static void kernel(
      Point own, List<Point> peers, List<Point> all, double variance, double[] found) {
    var nearness = new double[peers.size()];
    long noticed = 0;
    for (int i = 0; i < nearness.length; i++) {
      nearness[i] =
          near(peers.get(i), own, 0.5)
              * Math.exp(-Math.abs(peers.get(i).months() - own.months()) / 6);
      noticed += nearness[i] > 0.01 ? 1 : 0;
    }
    var weights = weights(peers, all);
    double squares = 0;
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= noticed < 8 ? near(peers.get(i), own, 1) : nearness[i];
      squares += weights[i] * weights[i];
      mean += weights[i] * peers.get(i).a();
    }
    double total = sum(weights);
    mean /= total;
    double second = 0;
    for (int i = 0; i < weights.length; i++) {
      second += weights[i] * Math.pow(peers.get(i).a() - mean, 2) / total;
    }
    double effective = total * total / squares;
    double square = second * effective / Math.max(effective - 1, 0.5);
    found[2] = mean;
    found[3] = (own.a() - mean) / Math.sqrt(square + variance + square / effective);
  }

  private static double near(Point peer, Point own, double octaves) {
    double off = (peer.log2Size() - own.log2Size()) / octaves;
    return Math.exp(-off * off / 2);
  }

  private void profile(
      Map<String, Point> own,
      String target,
      List<Point> peers,
      double variance,
      String level,
      double[] found,
      List<Runnable> kept) {
    if (peers.size() < 30) {
      return;
    }
    var features = own.keySet().stream().filter(name -> !name.equals(target)).toList();
    var point = within(Objects.requireNonNull(own.get(target)), times(target));
    boolean sized = !Double.isNaN(point.log2Size());
    var near = new ArrayList<Neighbour>();
    for (var peer : peers) {
      var coordinates = coordinates(peer, own, point, features, sized);
      double squared = Arrays.stream(coordinates).map(c -> c * c).sum();
      if (!Double.isNaN(squared)) {
        near.add(new Neighbour(peer, squared));
      }
    }
    if (near.size() < 30) {
      return;
    }
    near.sort(Comparator.comparingDouble(Neighbour::squared));
    var chosen = chosen(near);
    var design = new double[chosen.size()][];
    var targets = new double[chosen.size()];
    var prior =
        weights(
            chosen.stream().map(Neighbour::point).toList(),
            history.getOrDefault(target, List.of()));
    double farthest = Math.sqrt(chosen.getLast().squared());
    for (int i = 0; i < prior.length; i++) {
      var coordinates = coordinates(chosen.get(i).point(), own, point, features, sized);
      design[i] = new double[coordinates.length + 1];
      design[i][0] = 1;
      System.arraycopy(coordinates, 0, design[i], 1, coordinates.length);
      targets[i] = chosen.get(i).point().a();
      double share = Math.sqrt(chosen.get(i).squared()) / farthest;
      prior[i] *= Math.pow(1 - Math.pow(share, 3), 3) + 0.001;
    }
    var weights = prior.clone();
    double scale = 0;
    double[] beta = {};
    for (int step = 0; step < 4; step++) {
      beta = leastSquares(design, targets, weights, 1);
      var residuals = residuals(design, targets, beta);
      scale = 1.4826 * median(residuals, prior);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = prior[i] * Math.min(1, 1.345 * scale / residuals[i]);
      }
    }
    double global = storedSpread(level + target + " spread", scale);
    double half = 0.5 * prior.length;
    double square = (half * scale * scale + 15 * global * global) / (half + 15);
    found[4] = beta[0];
    found[5] = (point.a() - beta[0]) / Math.sqrt(1.1 * square + variance);
    double local = scale;
    kept.add(() -> store(level + target + " spread", new Stored(local, point.organisation())));
    found[7] = judged(level + target + " profile", found[5], point, kept);
  }

  /** Of k nearest no organisation gives more than an eighth, two at least. */
  private static List<Neighbour> chosen(List<Neighbour> near) {
    int k = Math.max(12, Math.min(80, (int) (0.6 * near.size())));
    int most = Math.max(2, (int) Math.ceil(k / 8.0));
    var held = new HashMap<String, Integer>();
    var chosen = new ArrayList<Neighbour>();
    for (var neighbour : near) {
      var organisation = neighbour.point().organisation();
      if (chosen.size() < k && held.getOrDefault(organisation, 0) < most) {
        held.merge(organisation, 1, Integer::sum);
        chosen.add(neighbour);
      }
    }
    return chosen;
  }

  private double[] coordinates(
      Point peer, Map<String, Point> own, Point self, List<String> features, boolean sized) {
    var coordinates = new ArrayList<Double>();
    for (var feature : features) {
      var other = rows.get(peer.row()).get(feature);
      double off =
          other == null ? Double.NaN : other.a() - Objects.requireNonNull(own.get(feature)).a();
      coordinates.add(off / deviation(feature));
    }
    if (sized) {
      coordinates.add(peer.log2Size() - self.log2Size());
    }
    coordinates.add((peer.months() - self.months()) / 6);
    return coordinates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The same for all questions about one statement. */
  private double deviation(String name) {
    return deviations.computeIfAbsent(name, this::freshDeviation);
  }

  private double freshDeviation(String name) {
    var basis = basis(name);
    var counted = counted(name, basis);
    var weights = weights(counted, basis.all());
    var values = counted.stream().mapToDouble(Point::a).toArray();
    double centre = median(values, weights);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i] - centre);
    }
    return 1.4826 * median(values, weights);
  }

  private double storedSpread(String key, double otherwise) {
    var known = stored.getOrDefault(key, List.of());
    if (known.isEmpty()) {
      return otherwise;
    }
    var values = known.stream().mapToDouble(Stored::figure).toArray();
    return median(values, ones(values.length));
  }

  /** No organisation holds more than one in 400 of what is stored, three at least. */
  private void store(String key, Stored latest) {
    var known = stored.computeIfAbsent(key, k -> new ArrayList<>());
    var own = known.stream().filter(s -> s.organisation().equals(latest.organisation())).toList();
    if (own.size() >= Math.max(3, known.size() / 400)) {
      known.remove(own.getFirst());
    }
    known.add(latest);
  }

  /** The calibrated p of {@code z}, NaN below a hundred figures of others; then z is stored. */
  private double judged(String key, double z, Point own, List<Runnable> kept) {
    kept.add(() -> store(key, new Stored(z, own.organisation())));
    var others =
        stored.getOrDefault(key, List.of()).stream()
            .filter(s -> !s.organisation().equals(own.organisation()))
            .map(Stored::figure)
            .sorted(Comparator.reverseOrder())
            .toList();
    int m = others.size();
    if (m < 100) {
      return Double.NaN;
    }
    int k = Math.max(10, (int) Math.ceil(m / 100.0));
    double threshold = others.get(k);
    double excess = others.stream().limit(k).mapToDouble(z1 -> z1 - threshold).sum() / k;
    double p =
        z > threshold
            ? k / (m + 1.0) * Math.pow(1 + (z - threshold) / excess / k, -k)
            : (1.0 + others.stream().filter(other -> other >= z).count()) / (m + 1);
    return Math.min(Math.max(p, 1e-12), 0.9);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double dot(double[] x, double[] beta) {
    double sum = 0;
    for (int j = 0; j < beta.length; j++) {
      sum += x[j] * beta[j];
    }
    return sum;
  }

  private static double[] residuals(double[][] design, double[] targets, double[] beta) {
    var residuals = new double[targets.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = Math.abs(targets[i] - dot(design[i], beta));
    }
    return residuals;
  }

  /** The normal equations by Gauss's elimination with pivots; a ridge on all but the intercept. */
  private static double[] leastSquares(
      double[][] design, double[] targets, double[] weights, double ridge) {
    int width = design[0].length;
    var system = new double[width][width + 1];
    for (int i = 0; i < targets.length; i++) {
      for (int j = 0; j < width; j++) {
        for (int l = 0; l < width; l++) {
          system[j][l] += weights[i] * design[i][j] * design[i][l];
        }
        system[j][width] += weights[i] * design[i][j] * targets[i];
      }
    }
    for (int j = 1; j < width; j++) {
      system[j][j] += ridge;
    }
    return eliminated(system);
  }

  private static double[] eliminated(double[][] system) {
    int width = system.length;
    for (int j = 0; j < width; j++) {
      int pivot = j;
      for (int l = j + 1; l < width; l++) {
        pivot = Math.abs(system[l][j]) > Math.abs(system[pivot][j]) ? l : pivot;
      }
      var swapped = system[j];
      system[j] = system[pivot];
      system[pivot] = swapped;
      for (int l = 0; l < width; l++) {
        double factor = l == j ? 0 : system[l][j] / system[j][j];
        for (int m = j; m <= width && l != j; m++) {
          system[l][m] -= factor * system[j][m];
        }
      }
    }
    var solution = new double[width];
    for (int j = 0; j < width; j++) {
      solution[j] = system[j][width] / system[j][j];
    }
    return solution;
  }

  /** The value at which half the weight is reached; the middle of two where it is exactly half. */
  private static double median(double[] values, double[] weights) {
    var order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toList();
    double half = sum(weights) / 2;
    double below = 0;
    for (int i = 0; i < order.size(); i++) {
      below += weights[order.get(i)];
      if (Math.abs(below - half) <= 1e-12 * half && i + 1 < order.size()) {
        return 0.5 * (values[order.get(i)] + values[order.get(i + 1)]);
      }
      if (below >= half) {
        return values[order.get(i)];
      }
    }
    return Double.NaN;
  }
}
