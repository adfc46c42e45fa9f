package org.evalledger.suspicion.backtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What anybody would try first: z against the mean of earlier models within twice the size. */
final class NaiveRule {
  private static final int NEEDED = 5;

  private record Point(double log2Size, double score) {}

  private final Map<String, List<Point>> history = new HashMap<>();

  /** The row's z before it is added; 0 where too little is known. */
  double score(ScoreRow row) {
    double size = log2Size(row);
    int n = 0;
    double sum = 0;
    double squares = 0;
    for (var point : history.getOrDefault(key(row), List.of())) {
      if (StrictMath.abs(point.log2Size() - size) <= 1) {
        n++;
        sum += point.score();
        squares += point.score() * point.score();
      }
    }
    double mean = sum / n;
    double variance = (squares - n * mean * mean) / (n - 1);
    return n < NEEDED || variance <= 0
        ? 0
        : (row.score().doubleValue() - mean) / StrictMath.sqrt(variance);
  }

  void add(ScoreRow row) {
    history
        .computeIfAbsent(key(row), key -> new ArrayList<>())
        .add(new Point(log2Size(row), row.score().doubleValue()));
  }

  private static String key(ScoreRow row) {
    return row.benchmark() + '\n' + row.metric();
  }

  private static double log2Size(ScoreRow row) {
    var billions = row.billions();
    return billions == null
        ? Double.NaN
        : StrictMath.log(billions.doubleValue()) / StrictMath.log(2);
  }
}
