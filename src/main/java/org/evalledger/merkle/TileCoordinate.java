package org.evalledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Which tile (C2SP tlog-tiles): hashes {@code index * 256} to {@code index * 256 + width - 1} of
 * the tile level. A hash of level L is the root of a complete subtree of 256^L leaves.
 *
 * @param level 0 (leaf hashes) to 63
 * @param index zero-based position of the tile in its level
 * @param width hashes in the tile, 1 to 256; below 256 the tile is partial
 */
public record TileCoordinate(int level, long index, int width) {
  /** Hashes in a full tile. */
  public static final int FULL = Pyramid.WIDTH;

  /** Levels that a tree of fewer than 2^63 leaves can reach. */
  static final int LEVELS = 8;

  public TileCoordinate {
    if (level < 0 || level > 63) {
      throw new IllegalArgumentException("tile level %d, want 0 to 63".formatted(level));
    }
    if (index < 0) {
      throw new IllegalArgumentException("negative tile index " + index);
    }
    if (width < 1 || width > FULL) {
      throw new IllegalArgumentException("tile width %d, want 1 to 256".formatted(width));
    }
  }

  /**
   * The tile at {@code level} and {@code index}, as wide as it is in a tree of {@code size}.
   *
   * @throws IllegalArgumentException when that tree has no such tile
   */
  public static TileCoordinate inTree(int level, long index, TreeSize size) {
    long width = Math.min(FULL, nodes(level, size) - index * FULL);
    if (width < 1) {
      throw new IllegalArgumentException(
          "no tile %d of level %d in a tree of size %s".formatted(index, level, size));
    }
    return new TileCoordinate(level, index, (int) width);
  }

  /** The partial tiles of a tree of {@code size}, from level 0 upwards. */
  public static List<TileCoordinate> partial(TreeSize size) {
    var partial = new ArrayList<TileCoordinate>();
    for (int level = 0; level < LEVELS; level++) {
      long nodes = nodes(level, size);
      if (nodes % FULL != 0) {
        partial.add(new TileCoordinate(level, nodes / FULL, (int) (nodes % FULL)));
      }
    }
    return List.copyOf(partial);
  }

  /** How many hashes a tile level holds in all at {@code size}: floor(size / 256^level). */
  public static long nodes(int level, TreeSize size) {
    return level >= LEVELS ? 0 : size.value() >>> (Pyramid.HEIGHT * level);
  }

  /** Whether all hashes of this tile exist in a tree of {@code size}. */
  public boolean existsAt(TreeSize size) {
    long nodes = nodes(level, size);
    return nodes >= width && index <= (nodes - width) / FULL;
  }

  /** Position, in the level, of the tile's first hash. */
  public long firstNode() {
    return Math.multiplyExact(index, FULL);
  }
}
