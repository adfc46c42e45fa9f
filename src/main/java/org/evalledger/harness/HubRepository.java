package org.evalledger.harness;

import org.evalledger.statement.Ids;
import org.evalledger.statement.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * A repository of the Hugging Face Hub, or of a server of its shape.
 *
 * @param kind what it holds
 * @param id its namespace and name
 * @param commit what was fetched of it, an id; null when not known
 */
public record HubRepository(Kind kind, ModelId id, @Nullable String commit) {
  public HubRepository {
    if (commit != null && !Ids.isId(commit)) {
      throw new IllegalArgumentException("not a commit: " + commit);
    }
  }

  /** What a repository holds. */
  public enum Kind {
    /** A model, which its card and its results are about. */
    MODEL,
    /** Data, among which may be results of anybody's models. */
    DATASET,
    /** A program. */
    SPACE
  }
}
