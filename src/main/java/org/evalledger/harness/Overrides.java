package org.evalledger.harness;

import org.evalledger.statement.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * What the sender knows better than the file.
 *
 * @param model which model it was; null to go by the file
 * @param revision which revision of it, an id; null to go by the file
 * @param parameters how many weights it has, at least one; null to go by the file
 */
public record Overrides(
    @Nullable ModelId model, @Nullable String revision, @Nullable Long parameters) {
  /** The file is right about everything. */
  public static final Overrides NONE = new Overrides(null, null, null);

  /** Whether anything is given, which a file of several models has no place for. */
  boolean given() {
    return model != null || revision != null || parameters != null;
  }
}
