package org.evalledger.catalogue;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes what the pages of the most measured benchmarks need as soon as the service listens, so
 * that the first reader does not wait for it.
 */
@Singleton
final class EarlyBoards implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyBoards.class);

  private final Holdings holdings;
  private final Boards boards;
  private final Bands bands;
  private final ExecutorService executor;

  EarlyBoards(
      Holdings holdings,
      Boards boards,
      Bands bands,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.holdings = holdings;
    this.boards = boards;
    this.bands = bands;
    this.executor = executor;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    executor.execute(
        () -> {
          try {
            holdings.totals().measured().forEach(this::prepare);
          } catch (RuntimeException e) {
            // Whoever asks for them later waits, and is told what is wrong if it still is.
            LOG.debug("boards were not prepared", e);
          }
        });
  }

  /** As its own page asks, and as pages of models do. */
  private void prepare(MeasuredBenchmark one) {
    boards
        .of(new LeaderboardQuestion(one.id(), null, null, null, null, null, null, false))
        .map(Boards.Board::leaderboard)
        .ifPresent(this::prepare);
    boards
        .of(new LeaderboardQuestion(one.id(), null, null, one.metric(), null, null, null, false))
        .map(Boards.Board::leaderboard)
        .ifPresent(this::prepare);
  }

  private void prepare(Leaderboard board) {
    String benchmark = board.benchmark().benchmark();
    String version = board.benchmark().version();
    String metric = board.metric().id();
    String protocol = board.protocol();
    if (protocol != null) {
      boards.of(
          new LeaderboardQuestion(
              benchmark, version, null, metric, protocol, board.k(), null, false));
      bands.of(BaselineQuestion.of(board));
    }
  }
}
