package org.evalledger.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The tree at one size, read through tiles; it proves (RFC 6962 §2.1.1, §2.1.2). It keeps the tiles
 * it has read, so that more proofs from the same tiles cost little. For one thread.
 */
public final class TiledTree {
  private final TileSource source;
  private final TreeSize size;
  private final NodeHasher hasher = new NodeHasher();
  private final Map<TileCoordinate, Tile> tiles = new HashMap<>();

  /** By height: the root of the leaves behind the last complete subtree of that height. */
  private final @Nullable Sha256[] rightEdges = new @Nullable Sha256[Long.SIZE];

  /** The first {@code size} leaves of what {@code source} holds. */
  public TiledTree(TileSource source, TreeSize size) {
    this.source = source;
    this.size = size;
  }

  /** How many leaves there are. */
  public TreeSize size() {
    return size;
  }

  /** The root; of no leaves, that of the empty tree. */
  public Sha256 root() {
    if (size.equals(TreeSize.EMPTY)) {
      return MerkleHash.EMPTY_ROOT;
    }
    int height = Long.SIZE - 1;
    var wanted = new LinkedHashSet<TileCoordinate>();
    wantRightEdge(height, wanted);
    fetch(wanted);
    return rightEdge(height);
  }

  /**
   * Proof that leaf {@code index} is in the tree.
   *
   * @throws IllegalArgumentException when the tree has no such leaf
   */
  public InclusionProof inclusion(long index) {
    return inclusions(List.of(index)).getFirst();
  }

  /** Proofs for all {@code indexes}, in their order, from tiles that are read in one go. */
  public List<InclusionProof> inclusions(List<Long> indexes) {
    var paths = indexes.stream().map(this::leafPath).toList();
    fetchFor(paths);
    var proofs = new ArrayList<InclusionProof>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      proofs.add(new InclusionProof(indexes.get(i), size, hashes(paths.get(i))));
    }
    return proofs;
  }

  /**
   * Proof that the tree begins with the first {@code from} leaves.
   *
   * @throws IllegalArgumentException unless {@code from} is 1 to the tree's size
   */
  public ConsistencyProof consistency(TreeSize from) {
    if (from.equals(TreeSize.EMPTY) || from.compareTo(size) > 0) {
      throw new IllegalArgumentException(
          "consistency from size %s, want 1 to %s".formatted(from, size));
    }
    if (from.equals(size)) {
      return new ConsistencyProof(from, size, List.of());
    }
    int height = Long.numberOfTrailingZeros(from.value());
    long position = (from.value() - 1) >>> height;
    var path = new ArrayList<NodeCoordinate>();
    if (position > 0) {
      path.add(new NodeCoordinate(height, position));
    }
    path.addAll(path(height, position));
    fetchFor(List.of(path));
    return new ConsistencyProof(from, size, hashes(path));
  }

  private List<NodeCoordinate> leafPath(long index) {
    if (!size.contains(index)) {
      throw new IllegalArgumentException(
          "index %d is beyond the tree size %s".formatted(index, size));
    }
    return path(0, index);
  }

  /** The siblings on the way from a node to the root; one that does not exist is left out. */
  private List<NodeCoordinate> path(int height, long position) {
    var path = new ArrayList<NodeCoordinate>();
    int at = height;
    long node = position;
    for (long last = (size.value() - 1) >>> height; last > 0; last >>>= 1) {
      long sibling = node ^ 1;
      if (sibling <= last) {
        path.add(new NodeCoordinate(at, sibling));
      }
      at++;
      node >>>= 1;
    }
    return path;
  }

  private List<Sha256> hashes(List<NodeCoordinate> path) {
    return path.stream().map(this::hash).toList();
  }

  private Sha256 hash(NodeCoordinate node) {
    if (!complete(node)) {
      return rightEdge(node.height());
    }
    Tile tile = Objects.requireNonNull(tiles.get(tileOf(node)));
    return tile.pyramid().hash(node.heightInTile(), node.positionInTile());
  }

  private boolean complete(NodeCoordinate node) {
    return node.position() < size.value() >>> node.height();
  }

  private TileCoordinate tileOf(NodeCoordinate node) {
    return TileCoordinate.inTree(node.tileLevel(), node.tileIndex(), size);
  }

  /** The root of the leaves behind the last complete subtree of {@code height}. */
  private Sha256 rightEdge(int height) {
    Sha256 known = rightEdges[height];
    if (known == null) {
      List<NodeCoordinate> subtrees = rightEdgeNodes(height);
      known = hash(subtrees.getFirst());
      for (NodeCoordinate subtree : subtrees.subList(1, subtrees.size())) {
        known = hasher.node(hash(subtree), known);
      }
      rightEdges[height] = known;
    }
    return known;
  }

  /** The complete subtrees those leaves fall into, from the smallest, on the right. */
  private List<NodeCoordinate> rightEdgeNodes(int height) {
    var nodes = new ArrayList<NodeCoordinate>();
    for (int below = 0; below < height; below++) {
      long subtrees = size.value() >>> below;
      if ((subtrees & 1) == 1) {
        nodes.add(new NodeCoordinate(below, subtrees - 1));
      }
    }
    return nodes;
  }

  private void fetchFor(List<List<NodeCoordinate>> paths) {
    var wanted = new LinkedHashSet<TileCoordinate>();
    for (List<NodeCoordinate> path : paths) {
      for (NodeCoordinate node : path) {
        if (complete(node)) {
          want(node, wanted);
        } else {
          wantRightEdge(node.height(), wanted);
        }
      }
    }
    fetch(wanted);
  }

  private void wantRightEdge(int height, Set<TileCoordinate> wanted) {
    if (rightEdges[height] == null) {
      rightEdgeNodes(height).forEach(node -> want(node, wanted));
    }
  }

  private void want(NodeCoordinate node, Set<TileCoordinate> wanted) {
    TileCoordinate coordinate = tileOf(node);
    if (!tiles.containsKey(coordinate)) {
      wanted.add(coordinate);
    }
  }

  private void fetch(Set<TileCoordinate> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    for (Tile tile : read(source, List.copyOf(wanted))) {
      tiles.put(tile.coordinate(), tile);
    }
  }

  /** The tiles at {@code wanted}, each checked to be the one that was asked for. */
  static List<Tile> read(TileSource source, List<TileCoordinate> wanted) {
    List<Tile> tiles = source.read(wanted);
    List<TileCoordinate> got = tiles.stream().map(Tile::coordinate).toList();
    if (!got.equals(wanted)) {
      throw new IllegalStateException("read the tiles %s, want %s".formatted(got, wanted));
    }
    return tiles;
  }
}
