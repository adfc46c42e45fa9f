package org.evalledger.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is expensive to compute from the log, each with the size of the log it was computed from.
 * What was computed quickly is computed again as soon as the log is longer; what took longer is
 * given as it stands, and computed again behind the asker's back: one at a time, and each only when
 * ten times as long has passed as it took, so that a log that grows all the time is not all that
 * the machine is busy with. The least recently asked leave when all together weigh too much.
 */
final class Remembered<K, V> {
  /** What takes longer is not waited for twice. */
  private static final Duration QUICK = Duration.ofMillis(25);

  private static final int PAUSE = 10;

  private final Function<K, Optional<V>> compute;
  private final ToLongFunction<V> weight;
  private final long most;
  private final LongSupplier logSize;
  private final Executor background;

  /** Held by whoever computes behind an asker's back. */
  private final Semaphore one = new Semaphore(1);

  /** In the order in which they were last asked for; guarded by this. */
  private final Map<K, Known<V>> known = new LinkedHashMap<>(16, 0.75f, true);

  /** What all known weigh; guarded by this. */
  private long all;

  /** So that what is missing is computed once, however many ask; the key's hash chooses. */
  private final ReentrantLock[] computing = new ReentrantLock[16];

  /**
   * Remembers nothing yet.
   *
   * @param compute the value of a key; empty values are not kept
   * @param weight of a value, at least 0
   * @param most all values together
   * @param logSize how long the log is now
   * @param background runs what nobody waits for
   */
  Remembered(
      Function<K, Optional<V>> compute,
      ToLongFunction<V> weight,
      long most,
      LongSupplier logSize,
      Executor background) {
    this.compute = compute;
    this.weight = weight;
    this.most = most;
    this.logSize = logSize;
    this.background = background;
    for (int i = 0; i < computing.length; i++) {
      computing[i] = new ReentrantLock();
    }
  }

  /**
   * A value and what it holds for.
   *
   * @param value as it was computed
   * @param entries the log had at least so many then
   */
  record Held<V>(V value, long entries) {}

  /**
   * A value with its price.
   *
   * @param took nanoseconds
   * @param at when it was there, {@link System#nanoTime}
   */
  private record Known<V>(Held<V> held, long weight, long took, long at) {
    boolean isQuick() {
      return took < QUICK.toNanos();
    }

    boolean isDue() {
      return System.nanoTime() - at > PAUSE * took;
    }
  }

  /** The value of {@code key}; empty when there is none. */
  Optional<Held<V>> get(K key) {
    long size = logSize.getAsLong();
    Known<V> found = found(key);
    if (found != null && found.held.entries >= size) {
      return Optional.of(found.held);
    }
    if (found != null && !found.isQuick()) {
      if (found.isDue() && one.tryAcquire()) {
        background.execute(() -> refresh(key));
      }
      return Optional.of(found.held);
    }
    ReentrantLock lock = lock(key);
    lock.lock();
    try {
      Known<V> meanwhile = found(key);
      return meanwhile != null && meanwhile.held.entries >= size
          ? Optional.of(meanwhile.held)
          : computed(key);
    } finally {
      lock.unlock();
    }
  }

  private void refresh(K key) {
    try {
      Known<V> meanwhile = found(key);
      if (meanwhile == null || meanwhile.held.entries < logSize.getAsLong()) {
        computed(key);
      }
    } finally {
      one.release();
    }
  }

  private Optional<Held<V>> computed(K key) {
    long size = logSize.getAsLong();
    long begun = System.nanoTime();
    Optional<V> value = compute.apply(key);
    long end = System.nanoTime();
    Optional<Held<V>> held = value.map(found -> new Held<>(found, size));
    held.ifPresent(
        found ->
            keep(key, new Known<>(found, weight.applyAsLong(found.value) + 1, end - begun, end)));
    return held;
  }

  private synchronized @Nullable Known<V> found(K key) {
    return known.get(key);
  }

  private synchronized void keep(K key, Known<V> found) {
    Known<V> before = known.put(key, found);
    all += found.weight - (before == null ? 0 : before.weight);
    var oldest = known.values().iterator();
    while (all > most && known.size() > 1) {
      all -= oldest.next().weight;
      oldest.remove();
    }
  }

  private ReentrantLock lock(K key) {
    return computing[Math.floorMod(key.hashCode(), computing.length)];
  }
}
