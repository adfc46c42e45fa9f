package org.evalledger.feed;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for who wants to be told of new entries.
 *
 * @param url where events go
 * @param events some of {@link FeedEvent#EVENTS}; empty for all
 * @param model only entries about it, {@code namespace/name}; null for all
 */
public record WebhookRequest(URI url, List<String> events, @Nullable String model) {
  public WebhookRequest {
    events = List.copyOf(events);
  }
}
