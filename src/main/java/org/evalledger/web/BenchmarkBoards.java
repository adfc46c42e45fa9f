package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.Holdings;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.LeaderboardQuestion;
import org.evalledger.catalogue.LeaderboardRow;

/** The leaderboard that a benchmark's page shows, for all that shows it too. */
@Singleton
final class BenchmarkBoards {
  private final Boards boards;
  private final Holdings holdings;

  BenchmarkBoards(Boards boards, Holdings holdings) {
    this.boards = boards;
    this.holdings = holdings;
  }

  /**
   * Where no metric is asked for and nobody reported the primary one: the one with most models.
   * Empty when there is no such version, task or metric.
   */
  Optional<Boards.Board> of(BoardQuery query) {
    LeaderboardQuestion asked = query.question();
    return boards
        .of(asked)
        .map(
            board ->
                asked.metric() != null || !board.leaderboard().rows().isEmpty()
                    ? board
                    : holdings.totals().measured().stream()
                        .filter(one -> one.id().equals(query.benchmark()))
                        .findFirst()
                        .flatMap(one -> boards.of(query.questionBy(one.metric())))
                        .orElse(board));
  }

  /** How its values are drawn. */
  static Scale scale(Leaderboard board) {
    return Scale.of(board.metric(), board.rows().stream().map(LeaderboardRow::median).toList());
  }
}
