package org.evalledger.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Which baseline is asked for.
 *
 * @param benchmark id
 * @param version of it; null for the one registered last
 * @param task part of it; null for all of it
 * @param metric id; null for the benchmark's primary one, else its first
 * @param protocol as in score rows; null for the one with most models
 * @param parameters the size; null for ten sizes spread over those there are
 */
public record BaselineQuestion(
    String benchmark,
    @Nullable String version,
    @Nullable String task,
    @Nullable String metric,
    @Nullable String protocol,
    @Nullable Long parameters) {
  /** What models of each size score on that leaderboard. */
  public static BaselineQuestion of(Leaderboard board) {
    return new BaselineQuestion(
        board.benchmark().benchmark(),
        board.benchmark().version(),
        board.task(),
        board.metric().id(),
        board.protocol(),
        null);
  }
}
