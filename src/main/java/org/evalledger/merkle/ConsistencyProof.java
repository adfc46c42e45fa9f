package org.evalledger.merkle;

import java.util.List;
import org.evalledger.bytes.Sha256;

/**
 * Shows that a tree begins with all leaves of a smaller one (RFC 6962 §2.1.2). May come from
 * anywhere: only {@link #verify} tells what it is worth.
 *
 * @param from leaves of the smaller tree
 * @param to leaves of the larger tree
 * @param hashes in the order of RFC 6962 §2.1.2
 */
public record ConsistencyProof(TreeSize from, TreeSize to, List<Sha256> hashes) {
  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Whether the tree with root {@code rootTo} begins with that of {@code rootFrom}. Nothing follows
   * from an empty tree, so a proof from size 0 to a larger one is refused.
   */
  public ProofCheck verify(Sha256 rootFrom, Sha256 rootTo) {
    if (from.compareTo(to) > 0) {
      return new ProofCheck.Refused(
          "from size %s to size %s, want a larger one".formatted(from, to));
    }
    if (from.equals(to)) {
      return hashes.isEmpty()
          ? ProofShape.compare("root", rootFrom, rootTo)
          : new ProofCheck.Refused("wrong proof size %d, want 0".formatted(hashes.size()));
    }
    if (from.equals(TreeSize.EMPTY)) {
      return new ProofCheck.Refused("consistency with the empty tree says nothing");
    }
    return verifyGrowth(rootFrom, rootTo);
  }

  /**
   * The proof is the path, in the larger tree, of the largest subtree that ends the smaller one;
   * that subtree's root comes first, unless it is the smaller tree itself.
   */
  private ProofCheck verifyGrowth(Sha256 rootFrom, Sha256 rootTo) {
    int height = Long.numberOfTrailingZeros(from.value());
    long position = (from.value() - 1) >>> height;
    var shape = ProofShape.of(position, ((to.value() - 1) >>> height) + 1);
    int first = position == 0 ? 0 : 1;
    if (hashes.size() != first + shape.length()) {
      return new ProofCheck.Refused(
          "wrong proof size %d, want %d".formatted(hashes.size(), first + shape.length()));
    }
    var hasher = new NodeHasher();
    Sha256 start = position == 0 ? rootFrom : hashes.getFirst();
    List<Sha256> siblings = hashes.subList(first, hashes.size());
    ProofCheck smaller =
        ProofShape.compare(
            "smaller root", shape.rootOfLeftPart(hasher, start, position, siblings), rootFrom);
    return smaller.proven()
        ? ProofShape.compare("root", shape.root(hasher, start, position, siblings), rootTo)
        : smaller;
  }
}
