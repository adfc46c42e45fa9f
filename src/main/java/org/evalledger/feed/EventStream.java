package org.evalledger.feed;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.evalledger.json.Json.JsonObject;

/**
 * Events as bytes, WHATWG HTML "Server-sent events": each with its position as id. Reading waits
 * for what is to come; while nothing comes a comment is sent every 15 seconds, so that both ends
 * notice when the other is gone. It ends by itself after an hour, and so does not outlive a reader
 * that nobody sees leave; who follows comes back with the last id. For one thread.
 */
public final class EventStream extends InputStream {
  private static final int PAGE = 500;
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final long PAUSE_MILLIS = 100;

  private final Feed feed;
  private final FeedFilter filter;
  private final Runnable release;
  private final long end = System.nanoTime() + LIFE.toNanos();

  /** What is up to here was sent, or is not wanted. */
  private FeedPosition position;

  /** Whether there ever was a notice, so that ids must tell which were seen. */
  private boolean anyNotice;

  private byte[] waiting = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
  private int read;
  private volatile boolean closed;

  EventStream(Feed feed, FeedPosition after, FeedFilter filter, Runnable release) {
    this.feed = feed;
    this.position = after;
    this.filter = filter;
    this.release = release;
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws InterruptedIOException {
    if (read == waiting.length && !next()) {
      return -1;
    }
    int count = Math.min(length, waiting.length - read);
    System.arraycopy(waiting, read, target, offset, count);
    read += count;
    return count;
  }

  /** Waits for what is to be sent next; false at the end. */
  private boolean next() throws InterruptedIOException {
    long quietUntil = System.nanoTime() + SILENCE.toNanos();
    while (!closed && System.nanoTime() < end) {
      byte[] events = events();
      if (events.length > 0) {
        return send(events);
      }
      if (System.nanoTime() >= quietUntil) {
        return send(":\n\n".getBytes(StandardCharsets.UTF_8));
      }
      pause();
    }
    return false;
  }

  private boolean send(byte[] bytes) {
    waiting = bytes;
    read = 0;
    return true;
  }

  private byte[] events() {
    var text = new StringBuilder();
    long size = feed.size();
    if (position.index() + 1 < size) {
      List<FeedEvent> events = feed.between(position.index(), size, filter, PAGE);
      anyNotice = anyNotice || (!events.isEmpty() && feed.now().notice() > 0);
      for (FeedEvent event : events) {
        position = new FeedPosition(event.index(), position.notice());
        add(text, event.event(), event.json());
      }
      long seen = events.size() == PAGE ? position.index() : size - 1;
      position = new FeedPosition(seen, position.notice());
    }
    if (filter.takesNotices() && position.index() + 1 >= size) {
      for (CaseNotice notice : feed.notices(position.notice(), PAGE)) {
        anyNotice = true;
        position = new FeedPosition(position.index(), notice.notice());
        add(text, "case", notice.json());
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(StringBuilder text, String event, JsonObject data) {
    text.append("id: ").append(position.id(anyNotice));
    text.append("\nevent: ").append(event);
    text.append("\ndata: ").append(data.canonical().utf8()).append("\n\n");
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("no longer wanted");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
