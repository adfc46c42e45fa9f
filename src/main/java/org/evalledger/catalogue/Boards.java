package org.evalledger.catalogue;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Leaderboards of all standings with their rank ranges and health, as pages ask for them. */
@Singleton
public final class Boards {
  /** Rows that are remembered, over all questions. */
  private static final long MOST_ROWS = 300_000;

  private final Remembered<LeaderboardQuestion, Board> remembered;

  Boards(
      Leaderboards leaderboards,
      LogSizes sizes,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    remembered =
        new Remembered<>(
            question -> leaderboards.of(question).map(one -> board(leaderboards, one)),
            board -> board.leaderboard().rows().size(),
            MOST_ROWS,
            sizes::now,
            executor);
  }

  /**
   * A leaderboard and what follows from it.
   *
   * @param leaderboard the rows, the best first
   * @param ranks one for each row
   * @param health of the benchmark
   * @param places of the rows among those of their size
   * @param entries how many entries of the log it holds for
   */
  public record Board(
      Leaderboard leaderboard,
      List<RankRange> ranks,
      BenchmarkHealth health,
      SizePlaces places,
      long entries) {
    public Board {
      ranks = List.copyOf(ranks);
    }

    private Board asOf(long size) {
      return new Board(leaderboard, ranks, health, places, size);
    }
  }

  /** The leaderboard asked for; empty when there is no such benchmark, version, task or metric. */
  public Optional<Board> of(LeaderboardQuestion question) {
    return remembered.get(question).map(held -> held.value().asOf(held.entries()));
  }

  private static Board board(Leaderboards leaderboards, Leaderboard one) {
    BenchmarkCounts counts =
        leaderboards.counts(one.benchmark().benchmark(), one.benchmark().version());
    List<RankRange> ranks = RankRange.of(one.rows(), one.metric());
    return new Board(
        one, ranks, BenchmarkHealth.of(one, counts), new SizePlaces(one.rows(), ranks), 0);
  }
}
