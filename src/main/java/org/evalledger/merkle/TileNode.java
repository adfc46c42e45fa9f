package org.evalledger.merkle;

import org.evalledger.bytes.Sha256;

/**
 * The root of a complete subtree of 256^level leaves: what a log stores beside the leaf hashes, and
 * what tiles above level 0 are made of.
 *
 * @param level tile level, 1 or more
 * @param index zero-based position in that level
 * @param hash root of the subtree
 */
public record TileNode(int level, long index, Sha256 hash) {
  public TileNode {
    if (level < 1 || index < 0) {
      throw new IllegalArgumentException(
          "node %d of tile level %d, want from 0 and from 1".formatted(index, level));
    }
  }
}
