package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * S2: what a model with this profile scores. Robust local-linear regression of the target's a on
 * the other benchmarks, log2 size and time, over the k = max(12, min(80, 0.6·|history|)) nearest
 * models; the prediction is the intercept.
 */
final class ProfileBaseline {
  static final int LEAST_FEATURES = 2;
  private static final int ENOUGH = 150;
  static final double MONTHS = 6;

  private final Query query;
  private final Peers peers;
  private final ModelRows rows;
  private final List<Feature> features = new ArrayList<>();
  private final boolean sized;
  private double[] distances;
  private double[] tried;

  private ProfileBaseline(Query query, Peers peers, ModelRows rows) {
    this.query = query;
    this.peers = peers;
    this.rows = rows;
    this.sized = !Double.isNaN(query.size());
    int reach = peers.history.column().pageCount() * Column.PAGE;
    this.distances = new double[reach];
    this.tried = new double[reach];
  }

  /**
   * What is expected, whatever the value of {@code query}: it depends on the model's other results,
   * size and time alone. Empty where fewer than two benchmarks or thirty models are shared.
   *
   * @param offered the model's other benchmarks, those with most models first
   */
  static Optional<Prediction> of(Query query, Peers peers, ModelRows rows, List<Feature> offered) {
    if (offered.size() < LEAST_FEATURES || peers.count < Peers.NEEDED) {
      return Optional.empty();
    }
    var baseline = new ProfileBaseline(query, peers, rows);
    baseline.measure(offered);
    if (baseline.features.size() < LEAST_FEATURES) {
      return Optional.empty();
    }
    return baseline.predict();
  }

  /**
   * What a model of this profile scores.
   *
   * @param features over how many other benchmarks models were found alike
   * @param neighbours how many of the nearest models were used
   * @param candidates how many models there were to choose from
   * @param expected what the local regression predicts
   * @param localSpread the spread of the neighbours' residuals alone
   * @param nearest those models' results, nearest first
   */
  record Prediction(
      int features,
      int neighbours,
      int candidates,
      double expected,
      double localSpread,
      List<Neighbour> nearest) {
    Prediction {
      nearest = List.copyOf(nearest);
    }

    /**
     * How far {@code query} is from it.
     *
     * @param storedSpread the median local spread stored for the key, NaN when none is
     */
    ProfileFigures of(Query query, PeerLevel level, double storedSpread) {
      double global = Double.isNaN(storedSpread) ? localSpread : storedSpread;
      double half = 0.5 * neighbours;
      double shrunk = (half * localSpread * localSpread + 15 * global * global) / (half + 15);
      double spread = StrictMath.sqrt(StrictMath.max(1.1 * shrunk + query.variance(), 1e-12));
      return new ProfileFigures(
          level,
          features,
          neighbours,
          candidates,
          expected,
          spread,
          localSpread,
          (query.a() - expected) / spread,
          nearest);
    }
  }

  /** Squared distances by row, NaN where the row lacks the target or a feature. */
  private void measure(List<Feature> offered) {
    int present = begin();
    var months = rows.months;
    add(months, query.months(), MONTHS);
    swap();
    if (sized) {
      present = add(rows.sizes, query.size(), 1);
      swap();
    }
    for (var feature : offered) {
      int left = add(feature.history().column(), feature.a(), feature.deviation());
      if (left >= Peers.NEEDED && (left >= ENOUGH || 2 * left >= present)) {
        features.add(feature);
        present = left;
        swap();
      }
    }
  }

  private int begin() {
    int present = 0;
    var target = peers.history.column();
    for (int number = 0; number < target.pageCount(); number++) {
      var page = target.page(number);
      int from = number * Column.PAGE;
      if (page == null) {
        Arrays.fill(distances, from, from + Column.PAGE, Double.NaN);
        Arrays.fill(tried, from, from + Column.PAGE, Double.NaN);
        continue;
      }
      for (int i = 0; i < Column.PAGE; i++) {
        distances[from + i] = page[i] * 0;
        present += Double.isNaN(page[i]) ? 0 : 1;
      }
    }
    return present;
  }

  /** Adds one coordinate into {@link #tried}; gives the number of rows that have all so far. */
  private int add(Column column, double own, double deviation) {
    int present = 0;
    var target = peers.history.column();
    double inverse = 1 / deviation;
    for (int number = 0; number < target.pageCount(); number++) {
      if (target.page(number) == null) {
        continue;
      }
      var page = column.page(number);
      int from = number * Column.PAGE;
      if (page == null) {
        Arrays.fill(tried, from, from + Column.PAGE, Double.NaN);
        continue;
      }
      for (int i = 0; i < Column.PAGE; i++) {
        double off = (page[i] - own) * inverse;
        tried[from + i] = distances[from + i] + off * off;
      }
      for (int i = from; i < from + Column.PAGE; i++) {
        present += tried[i] >= 0 ? 1 : 0;
      }
    }
    return present;
  }

  private void swap() {
    var before = distances;
    distances = tried;
    tried = before;
  }

  private Optional<Prediction> predict() {
    int candidates = 0;
    for (int i = 0; i < peers.count; i++) {
      candidates += Double.isNaN(distance(i)) ? 0 : 1;
    }
    if (candidates < Peers.NEEDED) {
      return Optional.empty();
    }
    var chosen = Neighbourhood.of(peers, this::distance, candidates);
    if (chosen.count() < Neighbourhood.LEAST) {
      return Optional.empty();
    }
    var regression = new LocalRegression(chosen.count(), width());
    double largest = largestWeight(chosen);
    for (int i = 0; i < chosen.count(); i++) {
      int peer = chosen.peer(i);
      double weight = chosen.tricube(i) * (peers.weights[peer] / largest);
      regression.add(weight, peers.history.a(slot(peer)));
      coordinates(regression, peer);
    }
    regression.solve();
    return Optional.of(
        new Prediction(
            features.size(),
            chosen.count(),
            candidates,
            regression.intercept(),
            regression.spread(),
            all(chosen)));
  }

  /** Weights count beside one another; the ridge is of what the heaviest has. */
  private double largestWeight(Neighbourhood chosen) {
    double largest = 0;
    for (int i = 0; i < chosen.count(); i++) {
      largest = StrictMath.max(largest, peers.weights[chosen.peer(i)]);
    }
    return largest;
  }

  private List<Neighbour> all(Neighbourhood chosen) {
    var all = new ArrayList<Neighbour>();
    for (int i = 0; i < chosen.count(); i++) {
      all.add(Neighbour.of(peers.history, slot(chosen.peer(i))));
    }
    return all;
  }

  private int width() {
    return 1 + features.size() + (sized ? 1 : 0) + 1;
  }

  private void coordinates(LocalRegression regression, int peer) {
    int row = peers.rows[peer];
    for (var feature : features) {
      regression.coordinate(
          (feature.history().column().get(row) - feature.a()) / feature.deviation());
    }
    if (sized) {
      regression.coordinate(rows.sizes.get(row) - query.size());
    }
    regression.coordinate((rows.months.get(row) - query.months()) / MONTHS);
  }

  private int slot(int peer) {
    return peers.slots[peer];
  }

  private double distance(int peer) {
    return distances[peers.rows[peer]];
  }
}
