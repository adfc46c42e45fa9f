package org.evalledger.merkle;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The left complete subtrees of a growing tree, all that its root depends on: at most one for each
 * power of two, the set bits of the size. Mutable, for one thread: it is for walking over many
 * leaves in order.
 */
public final class Frontier {
  private final NodeHasher hasher = new NodeHasher();

  /** By height; there is one exactly where {@link #size} has that bit. */
  private final @Nullable Sha256[] subtrees = new @Nullable Sha256[Long.SIZE];

  private long size;

  /** The frontier of the empty tree. */
  public Frontier() {}

  /**
   * A frontier as {@link #size} and {@link #hashes} gave it.
   *
   * @throws IllegalArgumentException when there are not as many hashes as set bits in the size
   */
  public static Frontier of(TreeSize size, List<Sha256> hashes) {
    int want = Long.bitCount(size.value());
    if (hashes.size() != want) {
      throw new IllegalArgumentException(
          "a frontier of %d hashes at size %s, want %d".formatted(hashes.size(), size, want));
    }
    var frontier = new Frontier();
    frontier.size = size.value();
    int next = hashes.size();
    for (int height = 0; height < Long.SIZE; height++) {
      if ((size.value() >>> height & 1) == 1) {
        frontier.subtrees[height] = hashes.get(--next);
      }
    }
    return frontier;
  }

  /** Adds a leaf on the right. */
  public void append(Sha256 leafHash) {
    Sha256 carried = leafHash;
    int height = 0;
    for (Sha256 left = subtrees[0]; left != null; left = subtrees[height]) {
      carried = hasher.node(left, carried);
      subtrees[height] = null;
      height++;
    }
    subtrees[height] = carried;
    size++;
  }

  /** How many leaves there are. */
  public TreeSize size() {
    return new TreeSize(size);
  }

  /** The roots of the complete subtrees, from the largest, on the left, to the smallest. */
  public List<Sha256> hashes() {
    var hashes = new ArrayList<Sha256>();
    for (Sha256 subtree : subtrees) {
      if (subtree != null) {
        hashes.addFirst(subtree);
      }
    }
    return List.copyOf(hashes);
  }

  /** The root of the tree as it stands. */
  public Sha256 root() {
    Sha256 root = null;
    for (Sha256 subtree : subtrees) {
      if (subtree != null) {
        root = root == null ? subtree : hasher.node(subtree, root);
      }
    }
    return root == null ? MerkleHash.EMPTY_ROOT : root;
  }
}
