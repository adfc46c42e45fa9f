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

/**
 * What is expensive to compute from the log, each with the size of the log it was computed from.
 * What weighs little is computed again as soon as the log is longer. What weighs more is given as
 * it stands, and computed again behind the asker's back: one at a time, those that wait longest
 * first, with a pause of ten times as long as it took, so that a log that grows all the time is not
 * all that the machine is busy with. The least recently asked leave when all together weigh too
 * much.
 */
final class Remembered<K, V> {
  /** What weighs more is not waited for twice: a page may ask for dozens of them. */
  private static final long LITTLE = 300;

  private static final int PAUSE = 10;
  private static final int MOST_WAITING = 1_000;

  private final Function<K, Optional<V>> compute;
  private final ToLongFunction<V> weight;
  private final long most;
  private final LongSupplier logSize;
  private final Executor background;

  /** What was asked for and is of a shorter log, the longest waiting first; guarded by this. */
  private final Set<K> waiting = new LinkedHashSet<>();

  /** Whether something is computed behind an asker's back; guarded by this. */
  private boolean busy;

  /** Until when nothing is, {@link System#nanoTime}; guarded by this. */
  private long restsUntil = System.nanoTime();

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

  /** A value with its weight. */
  private record Known<V>(Held<V> held, long weight) {
    boolean isLittle() {
      return weight <= LITTLE;
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

  private void behind(K key) {
    if (begins(key)) {
      try {
        background.execute(this::refresh);
      } catch (RejectedExecutionException e) {
        ends(0); // as does the service
      }
    }
  }

  private synchronized boolean begins(K key) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(key);
    }
    boolean begins = !busy && System.nanoTime() - restsUntil >= 0;
    busy |= begins;
    return begins;
  }

  private void refresh() {
    long begun = System.nanoTime();
    try {
      computed(next());
    } finally {
      ends(System.nanoTime() - begun);
    }
  }

  /** There is one: whoever begins has put a key there, and nobody else takes any. */
  private synchronized K next() {
    var longest = waiting.iterator();
    K key = longest.next();
    longest.remove();
    return key;
  }

  private synchronized void ends(long took) {
    busy = false;
    restsUntil = System.nanoTime() + PAUSE * took;
  }

  private Optional<Held<V>> computed(K key) {
    long size = logSize.getAsLong();
    Optional<Held<V>> held = compute.apply(key).map(value -> new Held<>(value, size));
    held.ifPresent(one -> keep(key, new Known<>(one, weight.applyAsLong(one.value) + 1)));
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
