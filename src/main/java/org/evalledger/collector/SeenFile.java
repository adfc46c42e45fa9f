package org.evalledger.collector;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a file.
 *
 * @param path within its source
 * @param mark of its content, as of then
 * @param state {@code collected}, {@code nothing} (it holds no results) or {@code failed}
 * @param attempts that failed with this content
 * @param nextAt when it is tried again; null when it is not
 */
@Introspected
record SeenFile(String path, String mark, String state, int attempts, @Nullable Instant nextAt) {
  /** Whether a file with {@code newMark} need not be read at {@code now}. */
  boolean settles(String newMark, Instant now) {
    return mark.equals(newMark) && (nextAt == null || now.isBefore(nextAt));
  }
}
