package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.evalledger.catalogue.BaselineQuestion;
import org.evalledger.catalogue.BaselineView;
import org.evalledger.catalogue.Baselines;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.Leaderboards;
import org.evalledger.catalogue.Models;
import org.jspecify.annotations.Nullable;

/**
 * The picture on the first page. It is read far more often than it changes, and it looks at every
 * result of a benchmark: so each is drawn once in half a minute at most.
 */
@Singleton
final class HomeChart {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int KEPT = 50;

  private final Leaderboards leaderboards;
  private final Baselines baselines;
  private final Models models;
  private final Clock clock;

  /** By benchmark and metric, the oldest first; guarded by itself. */
  private final Map<String, Drawn> drawn = new LinkedHashMap<>();

  HomeChart(Leaderboards leaderboards, Baselines baselines, Models models, Clock clock) {
    this.leaderboards = leaderboards;
    this.baselines = baselines;
    this.models = models;
    this.clock = clock;
  }

  /**
   * A leaderboard with its picture.
   *
   * @param board the leaderboard
   * @param picture all its widths, as SVG
   * @param at when it was drawn
   */
  record Drawn(Leaderboard board, String picture, Instant at) {}

  /** That of a benchmark; empty when there is no such benchmark or metric. */
  Optional<Drawn> of(String benchmark, @Nullable String metric) {
    String key = benchmark + " " + metric;
    synchronized (drawn) {
      Drawn known = drawn.get(key);
      if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
        return Optional.of(known);
      }
    }
    Optional<Drawn> fresh = draw(benchmark, metric);
    fresh.ifPresent(one -> keep(key, one));
    return fresh;
  }

  private void keep(String key, Drawn one) {
    synchronized (drawn) {
      drawn.remove(key);
      drawn.put(key, one);
      if (drawn.size() > KEPT) {
        drawn.remove(drawn.keySet().iterator().next());
      }
    }
  }

  private Optional<Drawn> draw(String benchmark, @Nullable String metric) {
    var question = new LeaderboardQuestion(benchmark, null, null, metric, null, null, null, false);
    return leaderboards
        .of(question)
        .flatMap(
            board ->
                baseline(board)
                    .map(base -> new Drawn(board, picture(board, base), clock.instant())));
  }

  private Optional<BaselineView> baseline(Leaderboard board) {
    return baselines.of(
        new BaselineQuestion(
            board.benchmark().benchmark(),
            board.benchmark().version(),
            board.task(),
            board.metric().id(),
            board.protocol(),
            null));
  }

  private String picture(Leaderboard board, BaselineView baseline) {
    if (board.rows().isEmpty()) {
      return "";
    }
    return SizeChart.of(
            board,
            baseline,
            models.derived(board.benchmark().benchmark()),
            SizePlot.Shape.MIDDLE,
            null)
        .plot()
        .forAllWidths()
        .html();
  }
}
