package org.evalledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.bytes.Sha256;

/** What a log stores of its tree: leaf hashes, and the complete nodes of the tile levels above. */
final class StoredNodes implements TileSource {
  private final List<List<Sha256>> levels =
      IntStream.range(0, TileCoordinate.LEVELS)
          .<List<Sha256>>mapToObj(level -> new ArrayList<>())
          .toList();
  private int reads;
  private int tilesRead;

  /** All that is stored at the size of {@code leaves}, computed from the definition. */
  static StoredNodes of(Reference leaves, int size) {
    var stored = new StoredNodes();
    int span = 1;
    for (int level = 0; span <= size; level++, span *= TileCoordinate.FULL) {
      for (int from = 0; from + span <= size; from += span) {
        stored.levels.get(level).add(leaves.mth(from, from + span));
      }
    }
    return stored;
  }

  List<Sha256> level(int level) {
    return levels.get(level);
  }

  int reads() {
    return reads;
  }

  int tilesRead() {
    return tilesRead;
  }

  @Override
  public List<Tile> read(List<TileCoordinate> wanted) {
    reads++;
    tilesRead += wanted.size();
    return wanted.stream().map(this::tile).toList();
  }

  private Tile tile(TileCoordinate wanted) {
    int first = Math.toIntExact(wanted.firstNode());
    return Tile.of(wanted, level(wanted.level()).subList(first, first + wanted.width()));
  }
}
