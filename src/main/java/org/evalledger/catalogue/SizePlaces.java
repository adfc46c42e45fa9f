package org.evalledger.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.baseline.Position;

/**
 * Where rows of a leaderboard stand among those of about their size. A page of a model asks this of
 * each of its boards, which have thousands of rows, so that only plain numbers are walked.
 */
public final class SizePlaces {
  private static final long UNKNOWN = -1;

  /** Of each row, the best first; {@link #UNKNOWN} where nobody said. */
  private final long[] sizes;

  private final boolean[] ranked;
  private final Map<Position, Integer> rows = new HashMap<>();

  SizePlaces(List<LeaderboardRow> board, List<RankRange> ranks) {
    sizes = new long[board.size()];
    ranked = new boolean[board.size()];
    for (int i = 0; i < sizes.length; i++) {
      LeaderboardRow row = board.get(i);
      Long parameters = row.parameters();
      sizes[i] = parameters == null ? UNKNOWN : parameters;
      ranked[i] = ranks.get(i).isRanked();
      rows.put(new Position(row.index(), row.result()), i);
    }
  }

  /**
   * A place in a size class.
   *
   * @param rank 1 for the best; 0 where the row has none
   * @param of how many have one
   */
  public record Place(int rank, int of) {}

  /**
   * The place of a row among those that have a rank; empty where the board has no such row.
   *
   * @param size of its model, in parameters
   * @param reach how many times as large or as small the others may be
   */
  public Optional<Place> of(long index, int result, long size, double reach) {
    Integer own = rows.get(new Position(index, result));
    if (own == null) {
      return Optional.empty();
    }
    if (!ranked[own]) {
      return Optional.of(new Place(0, 0));
    }
    double least = size / reach;
    double most = size * reach;
    int better = 0;
    int all = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (i == own || (ranked[i] && sizes[i] >= least && sizes[i] <= most)) {
        all++;
        better += i < own ? 1 : 0;
      }
    }
    return Optional.of(new Place(better + 1, all));
  }
}
