package org.evalledger.merkle;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What appending a batch of leaves makes of a tree: the new tip, the nodes to store, and proofs for
 * the leaves of the batch, from memory alone. For one thread.
 *
 * <p>No proof here needs a tile from outside. On each tile level the path of a new leaf meets only
 * nodes in the tile of its own ancestor. That ancestor was not complete before the batch, so its
 * tile is the one that was partial then or one further right: completed by the batch or partial
 * now. A sibling as large as a whole tile is a node of the level above, of which the same is true.
 */
public final class TreeGrowth {
  private final TreeTip before;
  private final TreeTip tip;
  private final List<TileNode> completed;
  private final TiledTree tree;

  TreeGrowth(TreeTip before, TreeTip tip, List<TileNode> completed, TiledTree tree) {
    this.before = before;
    this.tip = tip;
    this.completed = List.copyOf(completed);
    this.tree = tree;
  }

  /** The tip after the batch. */
  public TreeTip tip() {
    return tip;
  }

  /** The nodes of tile levels 1 and up that the batch completed, by level, then index. */
  public List<TileNode> completed() {
    return completed;
  }

  /** Proofs for all leaves of the batch, in their order, in the tree after it. */
  public List<InclusionProof> inclusions() {
    return tree.inclusions(
        LongStream.range(before.size().value(), tip.size().value()).boxed().toList());
  }

  /**
   * Proof for one leaf of the batch in the tree after it.
   *
   * @throws IllegalArgumentException when leaf {@code index} is not of this batch
   */
  public InclusionProof inclusion(long index) {
    if (before.size().contains(index)) {
      throw new IllegalArgumentException(
          "index %d lies before the batch, which begins at %s".formatted(index, before.size()));
    }
    return tree.inclusion(index);
  }
}
