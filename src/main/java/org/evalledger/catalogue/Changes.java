package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who keeps a copy of the scores has to look at again. */
@Singleton
public final class Changes {
  private final ChangeRepository repository;

  Changes(ChangeRepository repository) {
    this.repository = repository;
  }

  /**
   * A place in the order of changes.
   *
   * @param changedBy the entry that changed a result
   * @param index of the result's entry; beyond all where every change by that entry is behind
   * @param result zero-based position in the entry
   */
  public record Place(long changedBy, long index, int result) {
    /** Behind all that entry {@code index} says. */
    public static Place behind(long index) {
      return new Place(index, Long.MAX_VALUE, 0);
    }

    @Override
    public String toString() {
      return changedBy + "." + index + "." + result;
    }
  }

  /** Results of which later entries than {@code after} speak, in the order of these entries. */
  public List<Change> find(
      @Nullable String model, @Nullable String benchmark, Place after, int limit) {
    return repository.find(
        model, benchmark, after.changedBy(), after.index(), after.result(), limit);
  }
}
