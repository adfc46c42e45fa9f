package org.evalledger.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param events some of {@link FeedEvent#EVENTS}; empty for all
 * @param submitter only those of this submitter; null for all
 * @param model only those about this model, {@code namespace/name}; null for all
 */
public record FeedFilter(List<String> events, @Nullable String submitter, @Nullable String model) {
  /** Everything. */
  public static final FeedFilter ALL = new FeedFilter(List.of(), null, null);

  public FeedFilter {
    events = List.copyOf(events);
    if (!FeedEvent.EVENTS.containsAll(events)) {
      throw new IllegalArgumentException("got events " + events + ", want " + FeedEvent.EVENTS);
    }
  }

  /** Whether what no entry says of cases is wanted: it is of no model and of no submitter. */
  boolean takesNotices() {
    return submitter == null && model == null && (events.isEmpty() || events.contains("case"));
  }

  /** The events joined by commas; null for all. */
  @Nullable String eventList() {
    return events.isEmpty() ? null : String.join(",", events);
  }
}
