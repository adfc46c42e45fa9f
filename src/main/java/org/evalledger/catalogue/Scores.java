package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import org.evalledger.catalogue.ScoreFilter.Position;

/** The consumer's question: which scores are there? */
@Singleton
public final class Scores {
  private final ScoreRepository repository;

  Scores(ScoreRepository repository) {
    this.repository = repository;
  }

  /** The scores that {@code filter} asks for, in the order (index, result). */
  public List<Score> find(ScoreFilter filter) {
    Position after = filter.after();
    List<String> standings = filter.standings();
    if (standings != null && standings.isEmpty()) {
      return List.of();
    }
    return repository.find(
        filter.model(),
        filter.benchmark(),
        filter.task(),
        filter.metric(),
        filter.dimension(),
        filter.submitter(),
        filter.relation(),
        // One word is found in an index in its order, several are not.
        standings == null || standings.size() != 1 ? null : standings.getFirst(),
        standings == null || standings.size() == 1 ? null : String.join(",", standings),
        filter.minParameters(),
        filter.maxParameters(),
        filter.history(),
        after.index(),
        after.result(),
        filter.limit());
  }
}
