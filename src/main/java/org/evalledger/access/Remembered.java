package org.evalledger.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the identity provider, kept for a while. One caller at a time asks, outside every
 * lock; whoever comes meanwhile goes on with the answer before, or waits for the one under way.
 */
final class Remembered<T> {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** So often it is asked before its time, since anybody may want a newer answer. */
  private static final int MAX_EARLY = 2;

  private static final Duration EARLY_WITHIN = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Duration lasts;
  private final Question<T> question;

  /** Guarded by this object's monitor. */
  private @Nullable Kept<T> kept;

  /** Guarded by this object's monitor; there while somebody asks. */
  private @Nullable CompletableFuture<T> asking;

  /** Guarded by this object's monitor; after a failure nothing is asked before it. */
  private Instant notBefore = Instant.MIN;

  /** Guarded by this object's monitor; when it was asked before its time. */
  private final Deque<Instant> early = new ArrayDeque<>();

  private record Kept<T>(T answer, Instant until) {}

  /** An answer that is under way; the caller is to ask where it is his. */
  private record Begun<T>(CompletableFuture<T> answer, boolean isMine) {}

  /** Asks, for a bounded time. */
  interface Question<T> {
    T ask() throws IOException;
  }

  Remembered(InstantSource clock, Duration lasts, Question<T> question) {
    this.clock = clock;
    this.lasts = lasts;
    this.question = question;
  }

  /**
   * An answer that is not too old, or is just being asked for again.
   *
   * @throws ProviderGoneException when there is none, and none can be had
   */
  T answer() {
    Begun<T> begun;
    synchronized (this) {
      Instant now = clock.instant();
      Kept<T> before = kept;
      if (before != null && (asking != null || now.isBefore(before.until()))) {
        return before.answer();
      }
      begun = begin(now);
    }
    return begun.isMine() ? ask(begun.answer()) : await(begun.answer());
  }

  /**
   * A newer answer than {@code old}; {@code old} again where that was asked for too often.
   *
   * @throws ProviderGoneException when it does not answer
   */
  T newer(T old) {
    Begun<T> begun;
    synchronized (this) {
      Instant now = clock.instant();
      Kept<T> before = kept;
      if (before != null && !before.answer().equals(old)) {
        return before.answer();
      }
      if (asking == null && !now.isBefore(notBefore) && !countEarly(now)) {
        return old;
      }
      begun = begin(now);
    }
    return begun.isMine() ? ask(begun.answer()) : await(begun.answer());
  }

  /** What was answered last, however old; null when nothing ever was. */
  synchronized @Nullable T last() {
    Kept<T> before = kept;
    return before == null ? null : before.answer();
  }

  /** Called under the monitor. */
  private boolean countEarly(Instant now) {
    early.removeIf(asked -> !now.isBefore(asked.plus(EARLY_WITHIN)));
    return early.size() < MAX_EARLY && early.add(now);
  }

  /** Called under the monitor. */
  private Begun<T> begin(Instant now) {
    CompletableFuture<T> other = asking;
    if (other != null) {
      return new Begun<>(other, false);
    }
    if (now.isBefore(notBefore)) {
      throw new ProviderGoneException("it failed a moment ago");
    }
    var mine = new CompletableFuture<T>();
    asking = mine;
    return new Begun<>(mine, true);
  }

  private T ask(CompletableFuture<T> mine) {
    try {
      T answer = question.ask();
      end(new Kept<>(answer, clock.instant().plus(lasts)));
      mine.complete(answer);
      return answer;
    } catch (IOException | RuntimeException e) {
      end(null);
      var gone = new ProviderGoneException(String.valueOf(e.getMessage()), e);
      mine.completeExceptionally(gone);
      throw gone;
    }
  }

  private synchronized void end(@Nullable Kept<T> fresh) {
    asking = null;
    if (fresh == null) {
      notBefore = clock.instant().plus(PAUSE);
    } else {
      kept = fresh;
    }
  }

  private static <T> T await(CompletableFuture<T> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      throw new ProviderGoneException("it failed others too", e);
    }
  }
}
