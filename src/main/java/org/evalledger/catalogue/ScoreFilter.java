package org.evalledger.catalogue;

import java.util.List;
import org.evalledger.statement.EntryIndex;
import org.jspecify.annotations.Nullable;

/**
 * Which scores are wanted; null leaves a member out of account.
 *
 * @param model {@code namespace/name}
 * @param benchmark id
 * @param task id
 * @param metric id
 * @param dimension id
 * @param submitter id
 * @param relation word
 * @param standings words, of which one must hold
 * @param minParameters of the model, at least
 * @param maxParameters of the model, at most
 * @param history whether superseded and withdrawn results come too
 * @param after the position behind which to begin
 * @param limit how many, at most
 */
public record ScoreFilter(
    @Nullable String model,
    @Nullable String benchmark,
    @Nullable String task,
    @Nullable String metric,
    @Nullable String dimension,
    @Nullable String submitter,
    @Nullable String relation,
    @Nullable List<String> standings,
    @Nullable Long minParameters,
    @Nullable Long maxParameters,
    boolean history,
    Position after,
    int limit) {
  /**
   * A place in the order of all results.
   *
   * @param index of the entry; -1 before all
   * @param result zero-based position in the entry
   */
  public record Position(long index, int result) {
    /** Before the first result. */
    public static final Position START = new Position(-1, 0);

    public Position {
      if (index < -1 || index > EntryIndex.MAX || result < 0) {
        throw new IllegalArgumentException("no position: " + index + "." + result);
      }
    }

    /** {@code index.result}: how a list names where it goes on. */
    @Override
    public String toString() {
      return index + "." + result;
    }
  }
}
