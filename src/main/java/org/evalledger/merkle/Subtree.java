package org.evalledger.merkle;

import java.util.List;
import org.evalledger.bytes.Sha256;

/**
 * Neighbouring leaves that hash to a tree of their own inside a larger one: what an ML-DSA
 * cosignature speaks of (C2SP tlog-cosignature; draft-ietf-plants-merkle-tree-certs).
 *
 * @param start index of the first leaf, a multiple of the smallest power of two that is not below
 *     the number of leaves
 * @param end index behind the last leaf, above {@code start}
 */
public record Subtree(long start, long end) {
  public Subtree {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no leaves from %d to %d".formatted(start, end));
    }
    long last = end - start - 1;
    long alignment = last == 0 ? 1 : Long.highestOneBit(last) << 1;
    if (alignment <= 0 || start % alignment != 0) {
      throw new IllegalArgumentException(
          "a subtree of %d leaves cannot start at %d".formatted(end - start, start));
    }
  }

  /**
   * Whether {@code leafHash} stands at {@code index} (counted in the whole log) of the subtree with
   * this {@code root}; {@code hashes} from the leaf's sibling to the root's child.
   */
  public ProofCheck verifyInclusion(long index, List<Sha256> hashes, Sha256 leafHash, Sha256 root) {
    if (index < start || index >= end) {
      return new ProofCheck.Refused(
          "index %d is not from %d to %d".formatted(index, start, end - 1));
    }
    var size = new TreeSize(end - start);
    return new InclusionProof(index - start, size, hashes).verify(leafHash, root);
  }
}
