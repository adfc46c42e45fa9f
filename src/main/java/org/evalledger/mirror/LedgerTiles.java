package org.evalledger.mirror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TileCoordinate;
import org.evalledger.merkle.TilePath;
import org.evalledger.merkle.TiledTree;
import org.evalledger.merkle.TreeSize;

/**
 * Proofs made of the ledger's tiles, not to be believed before they are verified.
 *
 * @param ledger where the tiles are read
 */
record LedgerTiles(MirroredLedger ledger) {
  /** That the tree of {@code goal} begins with that of {@code size} entries, at least one. */
  ConsistencyProof growth(long size, Checkpoint goal) throws IOException {
    try {
      return new TiledTree(this::read, goal.size()).consistency(new TreeSize(size));
    } catch (IllegalArgumentException e) {
      throw new Refusal("The ledger's tiles are none: " + e.getMessage() + ".");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<Tile> read(List<TileCoordinate> wanted) {
    var tiles = new ArrayList<Tile>();
    try {
      for (TileCoordinate coordinate : wanted) {
        tiles.add(Tile.ofBytes(coordinate, ledger.read(new TilePath.HashTile(coordinate))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tiles;
  }
}
