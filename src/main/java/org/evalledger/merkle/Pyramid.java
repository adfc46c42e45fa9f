package org.evalledger.merkle;

import java.util.Arrays;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of a tile and, above them, those of all complete subtrees inside it. Immutable; the
 * upper rows are computed when first asked for, and a longer pyramid takes over those of a shorter
 * one.
 */
final class Pyramid {
  /** Heights above the base: a full tile's own root is at this height. */
  static final int HEIGHT = 8;

  /** Hashes in the base of a full tile. */
  static final int WIDTH = 1 << HEIGHT;

  static final Pyramid EMPTY = new Pyramid(new byte[0]);

  private final byte[] base;

  /**
   * From the base upwards, each row half as many hashes as the one below, rounded down. Any thread
   * may compute it; all come to the same.
   */
  private volatile byte @Nullable [][] rows;

  private Pyramid(byte[] base) {
    this.base = base;
  }

  private Pyramid(byte[][] rows) {
    this.base = rows[0];
    this.rows = rows;
  }

  /** A pyramid above {@code base}, hash behind hash; at most {@link #WIDTH} of them. */
  static Pyramid of(Bytes base) {
    return new Pyramid(base.toArray());
  }

  int width() {
    return base.length / Sha256.LENGTH;
  }

  boolean full() {
    return width() == WIDTH;
  }

  Bytes base() {
    return Bytes.copyOf(base);
  }

  /** The root of the complete subtree of this {@code height} at zero-based {@code position}. */
  Sha256 hash(int height, int position) {
    byte[] row = height == 0 ? base : rows()[height];
    int at = position * Sha256.LENGTH;
    return new Sha256(Bytes.copyOf(row, at, at + Sha256.LENGTH));
  }

  /** This pyramid with hashes {@code from} to {@code to} of {@code hashes} on its right. */
  Pyramid plus(byte[] hashes, int from, int to, NodeHasher hasher) {
    int known = base.length;
    byte[] longer = Arrays.copyOf(base, known + (to - from) * Sha256.LENGTH);
    System.arraycopy(hashes, from * Sha256.LENGTH, longer, known, longer.length - known);
    return new Pyramid(extend(rows(), longer, hasher));
  }

  private byte[][] rows() {
    byte[][] known = rows;
    if (known == null) {
      known = extend(new byte[HEIGHT + 1][0], base, new NodeHasher());
      rows = known;
    }
    return known;
  }

  private static byte[][] extend(byte[][] known, byte[] base, NodeHasher hasher) {
    var rows = new byte[HEIGHT + 1][];
    rows[0] = base;
    int width = base.length / Sha256.LENGTH;
    for (int height = 1; height <= HEIGHT; height++) {
      byte[] below = rows[height - 1];
      byte[] row = Arrays.copyOf(known[height], (width >> height) * Sha256.LENGTH);
      for (int at = known[height].length; at < row.length; at += Sha256.LENGTH) {
        hasher.node(below, 2 * at, row, at);
      }
      rows[height] = row;
    }
    return rows;
  }
}
