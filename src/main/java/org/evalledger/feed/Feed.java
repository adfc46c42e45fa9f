package org.evalledger.feed;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.evalledger.log.LogReader;

/** What is new in the log. */
@Singleton
public final class Feed {
  /**
   * Streams that may be open at once; each holds a connection and asks the database now and then.
   */
  public static final int MAX_STREAMS = 1_000;

  /** Between two looks at the log's head, shared by all who wait. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final FeedRepository repository;
  private final LogReader log;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  /** Entries at the last look; guarded by this. */
  private long size;

  /** When that was, by {@link System#nanoTime}; guarded by this. */
  private long lookedAt = System.nanoTime() - LOOK.toNanos();

  Feed(FeedRepository repository, LogReader log) {
    this.repository = repository;
    this.log = log;
  }

  /** The newest events, the newest first. */
  public List<FeedEvent> newest(FeedFilter filter, int limit) {
    return repository.newest(filter.eventList(), filter.submitter(), filter.model(), limit);
  }

  /** Events behind entry {@code after} and before entry {@code end}, in the order of the log. */
  List<FeedEvent> between(long after, long end, FeedFilter filter, int limit) {
    return repository.between(
        after, end, filter.eventList(), filter.submitter(), filter.model(), limit);
  }

  /**
   * Follows the log from behind entry {@code after} on, -1 for all of it; empty when too many do.
   * The stream must be closed.
   */
  public Optional<EventStream> follow(long after, FeedFilter filter) {
    return streams.tryAcquire()
        ? Optional.of(new EventStream(this, after, filter, streams::release))
        : Optional.empty();
  }

  /** How many entries there are, as of a quarter of a second ago at most. */
  synchronized long size() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK.toNanos()) {
      size = log.head().size();
      lookedAt = now;
    }
    return size;
  }

  /** How many entries there are now. */
  public long sizeNow() {
    return log.head().size();
  }
}
