package org.evalledger.merkle;

import java.util.List;
import org.evalledger.bytes.Sha256;

/**
 * Shows that a leaf stands at an index of a tree (RFC 6962 §2.1.1). May come from anywhere: only
 * {@link #verify} tells what it is worth.
 *
 * @param leafIndex zero-based position of the leaf
 * @param treeSize leaves of the tree
 * @param hashes from the leaf's sibling to the root's child
 */
public record InclusionProof(long leafIndex, TreeSize treeSize, List<Sha256> hashes) {
  public InclusionProof {
    hashes = List.copyOf(hashes);
  }

  /** Whether {@code leafHash} stands at the index of the tree with this {@code root}. */
  public ProofCheck verify(Sha256 leafHash, Sha256 root) {
    if (!treeSize.contains(leafIndex)) {
      return new ProofCheck.Refused(
          "index %d is beyond the tree size %s".formatted(leafIndex, treeSize));
    }
    var shape = ProofShape.of(leafIndex, treeSize.value());
    if (hashes.size() != shape.length()) {
      return new ProofCheck.Refused(
          "wrong proof size %d, want %d".formatted(hashes.size(), shape.length()));
    }
    return ProofShape.compare(
        "root", shape.root(new NodeHasher(), leafHash, leafIndex, hashes), root);
  }
}
