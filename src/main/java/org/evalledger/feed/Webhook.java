package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told of new entries.
 *
 * @param id 32 hexadecimal digits, not to be guessed: who knows it may read and end it
 * @param submitter who asked for it
 * @param url where events go
 * @param events some of {@link FeedEvent#EVENTS} joined by commas; empty for all
 * @param model only entries about it; null for all
 * @param nextIndex entries before it were delivered, put aside, or not wanted
 * @param attempts failed ones for the event that is next
 * @param nextAttemptAt when it is tried again, at the earliest
 * @param stopped whether nothing is delivered before a retry is asked for
 * @param lastSuccessAt when an event was last delivered; null when none was
 * @param lastError of the last attempt; null when it succeeded
 * @param createdAt since when it is there
 * @param deadLetters events that were put aside
 */
@Introspected
@Serdeable
public record Webhook(
    String id,
    String submitter,
    String url,
    String events,
    @Nullable String model,
    long nextIndex,
    int attempts,
    Instant nextAttemptAt,
    boolean stopped,
    @Nullable Instant lastSuccessAt,
    @Nullable String lastError,
    Instant createdAt,
    long deadLetters) {
  /** Which events it wants. */
  FeedFilter filter() {
    return new FeedFilter(
        events.isEmpty() ? List.of() : List.of(events.split(",", -1)), null, model);
  }
}
