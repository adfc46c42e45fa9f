package org.evalledger.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/**
 * RFC 6962 §2.1, §2.1.1 and §2.1.2 word for word: recursive, slow, with hashing of its own. Ranges
 * {@code D[k1:k2]} are remembered, or all sizes could not be compared.
 */
final class Reference {
  private final List<Sha256> leafHashes = new ArrayList<>();
  private final Map<List<Integer>, Sha256> known = new HashMap<>();

  /** A list of the first {@code size} entries of {@link #entry}. */
  static Reference ofEntries(int size) {
    var reference = new Reference();
    for (int index = 0; index < size; index++) {
      reference.leafHashes.add(sha256(0x00, entry(index)));
    }
    return reference;
  }

  /** Some bytes, different ones for each index. */
  static Bytes entry(int index) {
    return Bytes.ofUtf8("entry " + index);
  }

  List<Sha256> leafHashes() {
    return List.copyOf(leafHashes);
  }

  Sha256 leafHash(int index) {
    return leafHashes.get(index);
  }

  /** MTH(D[0:size]). */
  Sha256 root(int size) {
    return mth(0, size);
  }

  /** MTH(D[from:to]). */
  Sha256 mth(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return Sha256.ofDigest(Sha256.digest().digest());
    }
    if (n == 1) {
      return leafHashes.get(from);
    }
    Sha256 remembered = known.get(List.of(from, to));
    if (remembered != null) {
      return remembered;
    }
    int k = largestPowerOfTwoBelow(n);
    Sha256 hash =
        sha256(0x01, Bytes.concat(mth(from, from + k).bytes(), mth(from + k, to).bytes()));
    known.put(List.of(from, to), hash);
    return hash;
  }

  /** PATH(m, D[0:size]). */
  List<Sha256> path(int m, int size) {
    return path(m, 0, size);
  }

  private List<Sha256> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return List.of();
    }
    int k = largestPowerOfTwoBelow(n);
    return m < k
        ? append(path(m, from, from + k), mth(from + k, to))
        : append(path(m - k, from + k, to), mth(from, from + k));
  }

  /** PROOF(m, D[0:size]). */
  List<Sha256> proof(int m, int size) {
    return subproof(m, 0, size, true);
  }

  private List<Sha256> subproof(int m, int from, int to, boolean whole) {
    int n = to - from;
    if (m == n) {
      return whole ? List.of() : List.of(mth(from, to));
    }
    int k = largestPowerOfTwoBelow(n);
    return m <= k
        ? append(subproof(m, from, from + k, whole), mth(from + k, to))
        : append(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  private static int largestPowerOfTwoBelow(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Sha256> append(List<Sha256> hashes, Sha256 last) {
    var longer = new ArrayList<>(hashes);
    longer.add(last);
    return longer;
  }

  private static Sha256 sha256(int prefix, Bytes content) {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) prefix);
    digest.update(content.toArray());
    return Sha256.ofDigest(digest.digest());
  }
}
