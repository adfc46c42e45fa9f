package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of pages. Each is drawn once for a length of the log, and few at a time: drawing takes a
 * core for a while, and anybody may ask for as many as there are pages.
 */
@Singleton
final class Cards {
  /** About 60 KB each. */
  private static final int MOST = 400;

  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** The least recently asked for leaves first; guarded by this. */
  private final Map<Key, Bytes> drawn =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bytes> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String path, long entries) {}

  /** Starting the machine's graphics takes a while, and most services never draw. */
  private static final class Tools {
    static final CardType TYPE = new CardType();
    static final Raster RASTER = new Raster();

    private Tools() {}
  }

  /**
   * The card of the page at {@code path}, a PNG; empty when so many are being drawn that this one
   * found no place.
   *
   * @param entries of the log that the page holds for
   */
  Optional<Bytes> png(String path, long entries, Supplier<CardDrawing.Content> content) {
    var key = new Key(path, entries);
    Bytes known = known(key);
    if (known != null) {
      return Optional.of(known);
    }
    if (!isGranted()) {
      return Optional.empty();
    }
    try {
      Bytes meanwhile = known(key);
      return Optional.of(meanwhile == null ? draw(key, content.get()) : meanwhile);
    } finally {
      places.release();
    }
  }

  private boolean isGranted() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Bytes draw(Key key, CardDrawing.Content content) {
    Bytes png = Tools.RASTER.png(new CardDrawing(Tools.TYPE).svg(content));
    synchronized (this) {
      drawn.put(key, png);
    }
    return png;
  }

  private synchronized @Nullable Bytes known(Key key) {
    return drawn.get(key);
  }
}
