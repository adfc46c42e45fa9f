package org.evalledger.feed;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.evalledger.log.LogReader;

/** What is new in the log. */
@Singleton
public final class Feed {
  /**
   * Streams that may be open at once; each holds a connection and asks the database now and then.
   */
  public static final int MAX_STREAMS = 1_000;

  /** Streams that may go to one follower at once. */
  public static final int MAX_STREAMS_OF_ONE = 20;

  /** Between two looks at the log's head, shared by all who wait. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final FeedRepository repository;
  private final LogReader log;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  /** How many streams go to each who has any. */
  private final ConcurrentMap<String, Integer> followers = new ConcurrentHashMap<>();

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

  /** The last events before entry {@code end}, the newest first. */
  public List<FeedEvent> before(long end, int limit) {
    return between(end - limit - 1, end, FeedFilter.ALL, limit).reversed();
  }

  /** Events behind entry {@code after} and before entry {@code end}, in the order of the log. */
  List<FeedEvent> between(long after, long end, FeedFilter filter, int limit) {
    return repository.between(
        after, end, filter.eventList(), filter.submitter(), filter.model(), limit);
  }

  /** What becomes of the wish to follow. */
  public sealed interface Following {
    /**
     * The events.
     *
     * @param events to be closed
     */
    record Stream(EventStream events) implements Following {}

    /** This follower has as many streams as one may have. */
    record TooManyOfOne() implements Following {}

    /** As many streams are open as may be. */
    record TooMany() implements Following {}
  }

  /**
   * Follows the log from behind entry {@code after} on, -1 for all of it.
   *
   * @param follower whom the stream counts for
   */
  public Following follow(String follower, long after, FeedFilter filter) {
    if (!streams.tryAcquire()) {
      return new Following.TooMany();
    }
    if (followers.merge(follower, 1, Integer::sum) > MAX_STREAMS_OF_ONE) {
      release(follower);
      return new Following.TooManyOfOne();
    }
    return new Following.Stream(new EventStream(this, after, filter, () -> release(follower)));
  }

  private void release(String follower) {
    followers.computeIfPresent(follower, (name, count) -> count == 1 ? null : count - 1);
    streams.release();
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
