package org.evalledger.merkle;

import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/** The hashes of RFC 6962 §2.1, with SHA-256. */
public final class MerkleHash {
  /** The root of the tree without leaves: the digest of no bytes. */
  public static final Sha256 EMPTY_ROOT = Bytes.EMPTY.sha256();

  private MerkleHash() {}

  /** The hash of the leaf that is {@code record}: SHA-256(0x00 || record). */
  public static Sha256 leaf(Bytes record) {
    return new NodeHasher().leaf(record);
  }

  /** The hash of a node above two others: SHA-256(0x01 || left || right). */
  public static Sha256 node(Sha256 left, Sha256 right) {
    return new NodeHasher().node(left, right);
  }
}
