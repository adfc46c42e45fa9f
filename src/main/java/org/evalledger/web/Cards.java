package org.evalledger.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of pages. Each is drawn again where what it shows holds for another length of the log,
 * but not while others may keep the picture anyway, and few are drawn at a time: drawing takes a
 * core for a while, and anybody may ask for as many as there are pages.
 */
@Singleton
final class Cards {
  /** About 60 KB each. */
  private static final int MOST = 400;

  /** Half of the cores, so that the other half has time for the rest. */
  static final int AT_ONCE = Integer.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final long PATIENCE_SECONDS = 5;

  /** For how long a picture stands, and others may keep it. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private final LongSupplier nanos;

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** The least recently asked for leaves first; guarded by this. */
  private final Map<String, Drawn> drawn =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Drawn> eldest) {
          return size() > MOST;
        }
      };

  @Inject
  Cards() {
    this(System::nanoTime);
  }

  /** The same, with another clock than the machine's. */
  Cards(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * A picture.
   *
   * @param entries of the log that it holds for
   * @param at when it was drawn, by the clock
   */
  private record Drawn(Bytes png, long entries, long at) {
    boolean stands(long wanted, long now) {
      return entries == wanted || now - at < KEPT.toNanos();
    }
  }

  /** Starting the machine's graphics takes a while, and most services never draw. */
  private static final class Tools {
    static final CardType TYPE = new CardType();
    static final Raster RASTER = new Raster();

    private Tools() {}
  }

  /**
   * The card of the page at {@code path}, a PNG; empty when there is none yet and so many are being
   * drawn that this one found no place.
   *
   * @param entries of the log that {@code content} holds for
   */
  Optional<Bytes> png(String path, long entries, Supplier<CardDrawing.Content> content) {
    Drawn known = known(path);
    if (known != null && known.stands(entries, nanos.getAsLong())) {
      return Optional.of(known.png);
    }
    if (!isGranted()) {
      return Optional.ofNullable(known).map(Drawn::png);
    }
    try {
      Drawn meanwhile = known(path);
      return Optional.of(
          meanwhile != null && meanwhile.stands(entries, nanos.getAsLong())
              ? meanwhile.png
              : draw(path, entries, content.get()));
    } finally {
      places.release();
    }
  }

  /** A permit for each picture that may be drawn now. */
  Semaphore places() {
    return places;
  }

  private boolean isGranted() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Bytes draw(String path, long entries, CardDrawing.Content content) {
    Bytes png = Tools.RASTER.png(new CardDrawing(Tools.TYPE).svg(content));
    synchronized (this) {
      drawn.put(path, new Drawn(png, entries, nanos.getAsLong()));
    }
    return png;
  }

  private synchronized @Nullable Drawn known(String path) {
    return drawn.get(path);
  }
}
