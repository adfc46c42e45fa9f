package org.evalledger.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Sha256;

/**
 * The right edge of a growing tree: the partial tile of each tile level, which is all that growing
 * needs. Immutable: {@link #append} leaves this one as it is, so that a commit that fails changes
 * nothing.
 */
public final class TreeTip {
  /** The tip of the tree without leaves. */
  public static final TreeTip EMPTY =
      new TreeTip(
          TreeSize.EMPTY,
          Collections.nCopies(TileCoordinate.LEVELS, Pyramid.EMPTY),
          MerkleHash.EMPTY_ROOT);

  private final TreeSize size;

  /** By tile level, each {@code floor(size / 256^level) mod 256} wide, so none is ever full. */
  private final List<Pyramid> edge;

  private final Sha256 root;

  private TreeTip(TreeSize size, List<Pyramid> edge, Sha256 root) {
    this.size = size;
    this.edge = List.copyOf(edge);
    this.root = root;
  }

  /** The tip of the first {@code size} leaves of what {@code source} holds. */
  public static TreeTip restore(TileSource source, TreeSize size) {
    if (size.equals(TreeSize.EMPTY)) {
      return EMPTY;
    }
    var edge = new ArrayList<>(EMPTY.edge);
    List<TileCoordinate> partial = TileCoordinate.partial(size);
    for (Tile tile : TiledTree.read(source, partial)) {
      edge.set(tile.coordinate().level(), tile.pyramid());
    }
    return new TreeTip(size, edge, new TiledTree(source(tiles(size, edge)), size).root());
  }

  /** How many leaves there are. */
  public TreeSize size() {
    return size;
  }

  /** The root of all leaves. */
  public Sha256 root() {
    return root;
  }

  /** What the tree becomes when {@code leafHashes} are added on the right, in their order. */
  public TreeGrowth append(List<Sha256> leafHashes) {
    var hasher = new NodeHasher();
    var grown = new ArrayList<>(edge);
    var completed = new ArrayList<TileNode>();
    var full = new HashMap<TileCoordinate, Tile>();
    List<Sha256> rising = leafHashes;
    for (int level = 0; !rising.isEmpty(); level++) {
      rising = fill(level, rising, hasher, grown, full);
      long first = TileCoordinate.nodes(level + 1, size);
      for (int i = 0; i < rising.size(); i++) {
        completed.add(new TileNode(level + 1, first + i, rising.get(i)));
      }
    }
    var newSize = size.plus(leafHashes.size());
    full.putAll(tiles(newSize, grown));
    var tree = new TiledTree(source(full), newSize);
    return new TreeGrowth(this, new TreeTip(newSize, grown, tree.root()), completed, tree);
  }

  /** Adds {@code rising} to the edge of one level; the roots of tiles that became full rise on. */
  private List<Sha256> fill(
      int level,
      List<Sha256> rising,
      NodeHasher hasher,
      List<Pyramid> grown,
      Map<TileCoordinate, Tile> full) {
    var roots = new ArrayList<Sha256>();
    byte[] hashes = Tile.flat(rising);
    Pyramid tile = grown.get(level);
    long index = TileCoordinate.nodes(level, size) / TileCoordinate.FULL;
    for (int from = 0; from < rising.size(); ) {
      int to = Math.min(rising.size(), from + TileCoordinate.FULL - tile.width());
      tile = tile.plus(hashes, from, to, hasher);
      from = to;
      if (tile.full()) {
        var coordinate = new TileCoordinate(level, index, TileCoordinate.FULL);
        full.put(coordinate, new Tile(coordinate, tile));
        roots.add(tile.hash(Pyramid.HEIGHT, 0));
        tile = Pyramid.EMPTY;
        index++;
      }
    }
    grown.set(level, tile);
    return roots;
  }

  private static Map<TileCoordinate, Tile> tiles(TreeSize size, List<Pyramid> edge) {
    var tiles = new HashMap<TileCoordinate, Tile>();
    for (TileCoordinate coordinate : TileCoordinate.partial(size)) {
      tiles.put(coordinate, new Tile(coordinate, edge.get(coordinate.level())));
    }
    return tiles;
  }

  private static TileSource source(Map<TileCoordinate, Tile> tiles) {
    return wanted ->
        wanted.stream()
            .map(
                coordinate -> {
                  Tile tile = tiles.get(coordinate);
                  if (tile == null) {
                    throw new IllegalArgumentException("not on the right edge: " + coordinate);
                  }
                  return tile;
                })
            .toList();
  }
}
