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

  /** Entries that are appended at once, at most. */
  private static final int LARGEST_BATCH = 256;

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

  /**
   * What is newest.
   *
   * @param events of entries, the newest first
   * @param notices of cases, the newest first; none where they are not wanted
   */
  public record Newest(List<FeedEvent> events, List<CaseNotice> notices) {
    public Newest {
      events = List.copyOf(events);
      notices = List.copyOf(notices);
    }
  }

  /** The newest events, the newest first. */
  public List<FeedEvent> newest(FeedFilter filter, int limit) {
    return repository.newest(filter.eventList(), filter.submitter(), filter.model(), limit);
  }

  /** The newest of both, each at most {@code limit}. */
  public Newest newestOfBoth(FeedFilter filter, int limit) {
    return new Newest(
        newest(filter, limit), filter.takesNotices() ? repository.newestNotices(limit) : List.of());
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

  /** What no entry says of cases, behind {@code notice}, in its order. */
  List<CaseNotice> notices(long notice, int limit) {
    return repository.notices(notice, limit);
  }

  /** What is wanted of entries behind {@code after} and before {@code end}, in their order. */
  List<FeedEvent> between(long after, long end, MailScope scope, String name, int limit) {
    return repository.concerning(after, end, scope.word(), name, limit);
  }

  /** What no entry says of cases, of that what is wanted, behind {@code notice}, in its order. */
  List<CaseNotice> notices(long notice, MailScope scope, String name, int limit) {
    return repository.noticesConcerning(notice, scope.word(), name, limit);
  }

  /** Whether there is anything yet that could be wanted. */
  boolean knows(MailScope scope, String name) {
    return switch (scope) {
      case SUBMITTER -> repository.hasSubmitter(name);
      case NAMESPACE -> repository.hasNamespace(name);
      case CASES -> true;
    };
  }

  /** The number of the newest notice; 0 for none. */
  long newestNotice() {
    return repository.noticeBefore(Long.MAX_VALUE);
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
   * Follows the log from behind {@code after} on.
   *
   * @param follower whom the stream counts for
   */
  public Following follow(String follower, FeedPosition after, FeedFilter filter) {
    if (!streams.tryAcquire()) {
      return new Following.TooMany();
    }
    if (followers.merge(follower, 1, Integer::sum) > MAX_STREAMS_OF_ONE) {
      release(follower);
      return new Following.TooManyOfOne();
    }
    // A notice may be committed a batch of entries later than it says: rather twice than never.
    long notice =
        after.notice() == FeedPosition.UNTOLD
            ? repository.noticeBefore(after.index() - LARGEST_BATCH)
            : after.notice();
    var from = new FeedPosition(after.index(), notice);
    return new Following.Stream(new EventStream(this, from, filter, () -> release(follower)));
  }

  private void release(String follower) {
    followers.computeIfPresent(follower, (name, count) -> count == 1 ? null : count - 1);
    streams.release();
  }

  /** How many entries there are, as of a quarter of a second ago at most. */
  synchronized long size() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK.toNanos()) {
      size = log.size();
      lookedAt = now;
    }
    return size;
  }

  /** Where somebody is who wants only what comes next. */
  public FeedPosition now() {
    return new FeedPosition(sizeNow() - 1, newestNotice());
  }

  /** How many entries there are now. */
  public long sizeNow() {
    return log.size();
  }
}
