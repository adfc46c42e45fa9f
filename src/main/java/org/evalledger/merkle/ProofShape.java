package org.evalledger.merkle;

import java.util.List;
import org.evalledger.bytes.Sha256;

/**
 * The way from a leaf to the root, which index and size alone decide: first {@code inner} nodes
 * with a sibling on either side, then, along the tree's right border, only siblings on the left.
 *
 * @param inner how many heights lie below the point where the paths of the leaf and of the last
 *     leaf meet
 * @param border how many left siblings lie above that point
 */
record ProofShape(int inner, int border) {
  /** The shape for leaf {@code index} of {@code size} leaves, {@code 0 <= index < size}. */
  static ProofShape of(long index, long size) {
    int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    int border = inner == Long.SIZE ? 0 : Long.bitCount(index >>> inner);
    return new ProofShape(inner, border);
  }

  int length() {
    return inner + border;
  }

  /** The root above {@code start}, the node at {@code position} where the path begins. */
  Sha256 root(NodeHasher hasher, Sha256 start, long position, List<Sha256> siblings) {
    Sha256 root = start;
    for (int height = 0; height < siblings.size(); height++) {
      Sha256 sibling = siblings.get(height);
      boolean onTheLeft = height >= inner || (position >>> height & 1) == 1;
      root = onTheLeft ? hasher.node(sibling, root) : hasher.node(root, sibling);
    }
    return root;
  }

  /** The root of the smaller tree that ends with {@code start}: left siblings alone. */
  Sha256 rootOfLeftPart(NodeHasher hasher, Sha256 start, long position, List<Sha256> siblings) {
    Sha256 root = start;
    for (int height = 0; height < siblings.size(); height++) {
      if (height >= inner || (position >>> height & 1) == 1) {
        root = hasher.node(siblings.get(height), root);
      }
    }
    return root;
  }

  /** Proven when the two are the same; {@code what} names them otherwise. */
  static ProofCheck compare(String what, Sha256 calculated, Sha256 want) {
    return calculated.equals(want)
        ? new ProofCheck.Proven()
        : new ProofCheck.Refused(
            "calculated %s %s, want %s".formatted(what, calculated.hex(), want.hex()));
  }
}
