package org.evalledger.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/**
 * Hashes leaves and nodes (RFC 6962 §2.1) with one digest and one buffer, between flat arrays where
 * that saves copies. Made for each operation anew and used by one thread: virtual threads are too
 * many for a thread-local.
 */
final class NodeHasher {
  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private final MessageDigest digest = Sha256.digest();
  private final byte[] input = new byte[1 + 2 * Sha256.LENGTH];

  NodeHasher() {
    input[0] = NODE;
  }

  /** SHA-256(0x00 || record). */
  Sha256 leaf(Bytes record) {
    digest.update(LEAF);
    record.update(digest);
    return Sha256.ofDigest(digest.digest());
  }

  /** SHA-256(0x01 || left || right). */
  Sha256 node(Sha256 left, Sha256 right) {
    left.bytes().copyTo(input, 1);
    right.bytes().copyTo(input, 1 + Sha256.LENGTH);
    return Sha256.ofDigest(digest.digest(input));
  }

  /** Hashes the 64 bytes of {@code pair} at {@code from}, into {@code target} at {@code at}. */
  void node(byte[] pair, int from, byte[] target, int at) {
    System.arraycopy(pair, from, input, 1, 2 * Sha256.LENGTH);
    digest.update(input);
    try {
      digest.digest(target, at, Sha256.LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("no room for a digest at " + at, e);
    }
  }
}
