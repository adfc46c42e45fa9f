package org.evalledger.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is expensive to compute from the log, each with the size of the log it was computed from.
 * What was computed quickly is computed again as soon as the log is longer; what took longer is
 * given as it stands, and computed again behind the asker's back. The least recently asked leave
 * when all together weigh too much.
 */
final class Remembered<K, V> {
  /** What takes longer is not waited for twice. */
  private static final Duration QUICK = Duration.ofMillis(25);

  private final Function<K, Optional<V>> compute;
  private final ToLongFunction<V> weight;
  private final long most;
  private final LongSupplier logSize;
  private final Executor background;

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

  private record Known<V>(Held<V> held, long weight, boolean quick) {}

  /** The value of {@code key}; empty when there is none. */
  Optional<Held<V>> get(K key) {
    long size = logSize.getAsLong();
    Known<V> found = found(key);
    if (found != null && found.held.entries >= size) {
      return Optional.of(found.held);
    }
    if (found != null && !found.quick) {
      refresh(key);
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

  /** One at a time of those that share a lock; who finds it taken leaves it to the next asker. */
  private void refresh(K key) {
    background.execute(
        () -> {
          ReentrantLock lock = lock(key);
          if (lock.tryLock()) {
            try {
              Known<V> meanwhile = found(key);
              if (meanwhile == null || meanwhile.held.entries < logSize.getAsLong()) {
                computed(key);
              }
            } finally {
              lock.unlock();
            }
          }
        });
  }

  private Optional<Held<V>> computed(K key) {
    long size = logSize.getAsLong();
    long begun = System.nanoTime();
    Optional<V> value = compute.apply(key);
    boolean quick = System.nanoTime() - begun < QUICK.toNanos();
    Optional<Held<V>> held = value.map(one -> new Held<>(one, size));
    held.ifPresent(one -> keep(key, new Known<>(one, weight.applyAsLong(one.value) + 1, quick)));
    return held;
  }

  private synchronized @Nullable Known<V> found(K key) {
    return known.get(key);
  }

  private synchronized void keep(K key, Known<V> one) {
    Known<V> before = known.put(key, one);
    all += one.weight - (before == null ? 0 : before.weight);
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
