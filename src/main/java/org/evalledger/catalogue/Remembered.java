package org.evalledger.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is expensive to compute from the log, each with the size of the log it was computed from.
 * What weighs little is computed again as soon as the log is longer. What weighs more is given as
 * it stands, and computed again behind the asker's back: one at a time, those that wait longest
 * first, with a pause of ten times as long as it took, so that a log that grows all the time is not
 * all that the machine is busy with. After the pause the next one's turn comes by itself, however
 * quiet it is by then. The least recently asked leave when all together weigh too much. What weighs
 * nothing is not kept: anybody may ask for names that nothing has, without end.
 */
final class Remembered<K, V> {
  /** What weighs more is not waited for twice: a page may ask for dozens of them. */
  private static final long LITTLE = 300;

  private static final int PAUSE = 10;
  private static final int MOST_WAITING = 1_000;

  /** What a key weighs with all that belongs to it, besides its value. */
  private static final long KEY = 50;

  /** Keys with a value, however little they weigh. */
  static final int MOST_KEYS = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

  private final Function<K, Optional<V>> compute;
  private final ToLongFunction<V> weight;
  private final long most;
  private final LongSupplier logSize;
  private final Background background;

  /** What was asked for and is of a shorter log, the longest waiting first; guarded by this. */
  private final Set<K> waiting = new LinkedHashSet<>();

  /**
   * Whether something is computed behind an asker's back, or will be by itself; guarded by this.
   */
  private boolean busy;

  /** Until when nothing is, in the time of the background; guarded by this. */
  private long restsUntil;

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
   * @param weight of a value, at least 0; what weighs nothing is not kept
   * @param most all values together, and {@link #KEY} for each
   * @param logSize how long the log is now
   * @param background runs what nobody waits for
   */
  Remembered(
      Function<K, Optional<V>> compute,
      ToLongFunction<V> weight,
      long most,
      LongSupplier logSize,
      Background background) {
    this.compute = compute;
    this.weight = weight;
    this.most = most;
    this.logSize = logSize;
    this.background = background;
    restsUntil = background.nanoTime();
    for (int i = 0; i < computing.length; i++) {
      computing[i] = new ReentrantLock();
    }
  }

  /** The same, on the threads of {@code executor}. */
  Remembered(
      Function<K, Optional<V>> compute,
      ToLongFunction<V> weight,
      long most,
      LongSupplier logSize,
      Executor executor) {
    this(compute, weight, most, logSize, Background.on(executor));
  }

  /**
   * A value and what it holds for.
   *
   * @param value as it was computed
   * @param entries the log had at least so many then
   */
  record Held<V>(V value, long entries) {}

  /** A value with its weight, without that of its key. */
  private record Known<V>(Held<V> held, long weight) {
    boolean isLittle() {
      return weight < LITTLE;
    }
  }

  /** The value of {@code key}; empty when there is none. */
  Optional<Held<V>> get(K key) {
    long size = logSize.getAsLong();
    Known<V> found = found(key);
    if (found != null && found.held.entries >= size) {
      return Optional.of(found.held);
    }
    if (found != null && !found.isLittle()) {
      behind(key);
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

  private synchronized void behind(K key) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(key);
    }
    if (!busy) {
      next();
    }
  }

  /** Has the one that waits longest computed once there was rest enough; guarded by this. */
  private void next() {
    busy = !waiting.isEmpty();
    if (busy) {
      try {
        background.run(this::refresh, Long.max(0, restsUntil - background.nanoTime()));
      } catch (RejectedExecutionException e) {
        busy = false; // as does the service
      }
    }
  }

  private void refresh() {
    long begun = background.nanoTime();
    try {
      refresh(longestWaiting());
    } catch (RuntimeException e) {
      LOG.warn("what was computed before is shown on, as it could not be computed anew", e);
    } finally {
      ends(background.nanoTime() - begun);
    }
  }

  /** What left meanwhile is computed when it is asked for again. */
  private void refresh(K key) {
    Known<V> found = found(key);
    if (found != null && found.held.entries < logSize.getAsLong()) {
      computed(key);
    }
  }

  /** There is one: whoever has this run has seen a key there, and nobody else takes any. */
  private synchronized K longestWaiting() {
    var longest = waiting.iterator();
    K key = longest.next();
    longest.remove();
    return key;
  }

  private synchronized void ends(long took) {
    restsUntil = background.nanoTime() + PAUSE * took;
    next();
  }

  private Optional<Held<V>> computed(K key) {
    long size = logSize.getAsLong();
    Optional<Held<V>> held = compute.apply(key).map(value -> new Held<>(value, size));
    held.map(one -> new Known<>(one, weight.applyAsLong(one.value)))
        .filter(known -> known.weight > 0)
        .ifPresentOrElse(known -> keep(key, known), () -> drop(key));
    return held;
  }

  private synchronized @Nullable Known<V> found(K key) {
    return known.get(key);
  }

  private synchronized void keep(K key, Known<V> found) {
    drop(key);
    known.put(key, found);
    all += found.weight + KEY;
    var oldest = known.values().iterator();
    while ((all > most && known.size() > 1) || known.size() > MOST_KEYS) {
      all -= oldest.next().weight + KEY;
      oldest.remove();
    }
  }

  private synchronized void drop(K key) {
    Known<V> before = known.remove(key);
    all -= before == null ? 0 : before.weight + KEY;
  }

  private ReentrantLock lock(K key) {
    return computing[Math.floorMod(key.hashCode(), computing.length)];
  }
}
