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
    return repository.find(
        filter.model(),
        filter.benchmark(),
        filter.task(),
        filter.metric(),
        filter.dimension(),
        filter.submitter(),
        filter.relation(),
        standings == null ? null : String.join(",", standings),
        filter.minParameters(),
        filter.maxParameters(),
        filter.history(),
        after.index(),
        after.result(),
        filter.limit());
  }
}
