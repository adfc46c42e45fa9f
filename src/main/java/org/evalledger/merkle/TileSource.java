package org.evalledger.merkle;

import java.util.List;

/** Where tiles come from: a database, a directory, another ledger. */
@FunctionalInterface
public interface TileSource {
  /**
   * The tiles at {@code wanted}, in that order, all in one go. The caller asks only for tiles that
   * exist at the tree size it works on; no coordinate comes twice.
   *
   * @throws IllegalArgumentException when the source has no such tile
   */
  List<Tile> read(List<TileCoordinate> wanted);
}
