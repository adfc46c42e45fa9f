package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.ProofCheck.Refused;
import org.junit.jupiter.api.Test;

/** One thing damaged at a time, for every leaf of every tree up to this size. */
class InclusionProofTest {
  private static final int LARGEST = 40;
  private static final Reference REFERENCE = Reference.ofEntries(LARGEST);
  private static final Sha256 OTHER = Bytes.ofUtf8("another hash").sha256();

  private interface Case {
    void check(int index, int size, InclusionProof good);
  }

  private static void forEveryLeaf(Case each) {
    for (int size = 1; size <= LARGEST; size++) {
      for (int index = 0; index < size; index++) {
        each.check(index, size, proof(index, size, REFERENCE.path(index, size)));
      }
    }
  }

  private static InclusionProof proof(long index, long size, List<Sha256> hashes) {
    return new InclusionProof(index, new TreeSize(size), hashes);
  }

  private static boolean holds(InclusionProof proof, int index, int size) {
    return proof.verify(REFERENCE.leafHash(index), REFERENCE.root(size)).proven();
  }

  @Test
  void acceptsTheReferencePath() {
    forEveryLeaf((index, size, good) -> assertThat(holds(good, index, size)).isTrue());
  }

  @Test
  void rejectsProofThatIsOneHashTooLong() {
    forEveryLeaf(
        (index, size, good) -> {
          for (int at = 0; at <= good.hashes().size(); at++) {
            var longer = new ArrayList<>(good.hashes());
            longer.add(at, OTHER);
            assertThat(holds(proof(index, size, longer), index, size)).isFalse();
          }
        });
  }

  @Test
  void rejectsProofThatIsOneHashTooShort() {
    forEveryLeaf(
        (index, size, good) -> {
          for (int at = 0; at < good.hashes().size(); at++) {
            var shorter = new ArrayList<>(good.hashes());
            shorter.remove(at);
            assertThat(holds(proof(index, size, shorter), index, size)).isFalse();
          }
        });
  }

  @Test
  void rejectsProofWithOneOtherHash() {
    forEveryLeaf(
        (index, size, good) -> {
          for (int at = 0; at < good.hashes().size(); at++) {
            var changed = new ArrayList<>(good.hashes());
            changed.set(at, OTHER);
            assertThat(holds(proof(index, size, changed), index, size)).isFalse();
          }
        });
  }

  @Test
  void rejectsProofWithTwoHashesExchanged() {
    forEveryLeaf(
        (index, size, good) -> {
          for (int at = 1; at < good.hashes().size(); at++) {
            var exchanged = new ArrayList<>(good.hashes());
            exchanged.set(at, good.hashes().get(at - 1));
            exchanged.set(at - 1, good.hashes().get(at));
            assertThat(holds(proof(index, size, exchanged), index, size)).isFalse();
          }
        });
  }

  @Test
  void rejectsAnyOtherIndex() {
    forEveryLeaf(
        (index, size, good) -> {
          for (int other = -1; other <= size; other++) {
            boolean holds = holds(proof(other, size, good.hashes()), index, size);
            assertThat(holds).as("%d as %d in %d", index, other, size).isEqualTo(other == index);
          }
        });
  }

  @Test
  void rejectsAnotherLeafAndAnotherRoot() {
    forEveryLeaf(
        (index, size, good) -> {
          assertThat(good.verify(OTHER, REFERENCE.root(size)).proven()).isFalse();
          assertThat(good.verify(REFERENCE.leafHash(index), OTHER).proven()).isFalse();
        });
  }

  @Test
  void saysWhatItGotAndWhatItWanted() {
    Sha256 leaf = REFERENCE.leafHash(5);
    Sha256 root = REFERENCE.root(8);

    assertThat(proof(8, 8, List.of()).verify(leaf, root))
        .isEqualTo(new Refused("index 8 is beyond the tree size 8"));
    assertThat(proof(-1, 8, List.of()).verify(leaf, root))
        .isEqualTo(new Refused("index -1 is beyond the tree size 8"));
    assertThat(proof(0, 0, List.of()).verify(leaf, MerkleHash.EMPTY_ROOT))
        .isEqualTo(new Refused("index 0 is beyond the tree size 0"));
    assertThat(proof(5, 8, List.of(OTHER, OTHER)).verify(leaf, root))
        .isEqualTo(new Refused("wrong proof size 2, want 3"));
    assertThat(proof(0, 1, List.of()).verify(leaf, OTHER))
        .isEqualTo(new Refused("calculated root %s, want %s".formatted(leaf.hex(), OTHER.hex())));
  }

  @Test
  void holdsAtTheLargestSizesToo() {
    long size = Long.MAX_VALUE;
    assertThat(proof(0, size, List.of()).verify(OTHER, OTHER))
        .isEqualTo(new Refused("wrong proof size 0, want 63"));
    // The last leaf of 2^63−1 is alone on its level, with a left sibling on all others.
    assertThat(proof(size - 1, size, List.of()).verify(OTHER, OTHER))
        .isEqualTo(new Refused("wrong proof size 0, want 62"));
  }
}
