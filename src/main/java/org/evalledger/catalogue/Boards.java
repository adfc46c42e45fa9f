package org.evalledger.catalogue;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.evalledger.log.LogReader;

/** Leaderboards of all standings with their rank ranges and health, as pages ask for them. */
@Singleton
public final class Boards {
  /** Rows that are remembered, over all questions. */
  private static final long MOST_ROWS = 300_000;

  private final Remembered<LeaderboardQuestion, Board> remembered;

  Boards(
      Leaderboards leaderboards,
      LogReader log,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    remembered =
        new Remembered<>(
            question -> leaderboards.of(question).map(one -> board(leaderboards, one)),
            board -> board.leaderboard().rows().size(),
            MOST_ROWS,
            () -> log.head().size(),
            executor);
  }

  /**
   * A leaderboard and what follows from it.
   *
   * @param leaderboard the rows, the best first
   * @param ranks one for each row
   * @param health of the benchmark
   * @param entries how many entries of the log it holds for
   */
  public record Board(
      Leaderboard leaderboard, List<RankRange> ranks, BenchmarkHealth health, long entries) {
    public Board {
      ranks = List.copyOf(ranks);
    }

    private Board asOf(long size) {
      return new Board(leaderboard, ranks, health, size);
    }
  }

  /** The leaderboard asked for; empty when there is no such benchmark, version, task or metric. */
  public Optional<Board> of(LeaderboardQuestion question) {
    return remembered.get(question).map(held -> held.value().asOf(held.entries()));
  }

  private static Board board(Leaderboards leaderboards, Leaderboard one) {
    BenchmarkCounts counts =
        leaderboards.counts(one.benchmark().benchmark(), one.benchmark().version());
    return new Board(
        one, RankRange.of(one.rows(), one.metric()), BenchmarkHealth.of(one, counts), 0);
  }
}
