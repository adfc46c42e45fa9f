package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.ProofCheck.Proven;
import org.evalledger.merkle.ProofCheck.Refused;
import org.junit.jupiter.api.Test;

/** One thing damaged at a time, for every pair of sizes up to this one. */
class ConsistencyProofTest {
  private static final int LARGEST = 40;
  private static final Reference REFERENCE = Reference.ofEntries(LARGEST);
  private static final Sha256 OTHER = Bytes.ofUtf8("another hash").sha256();

  private interface Case {
    void check(int from, int to, ConsistencyProof good);
  }

  private static void forEveryPair(Case each) {
    for (int to = 1; to <= LARGEST; to++) {
      for (int from = 1; from <= to; from++) {
        each.check(from, to, proof(from, to, REFERENCE.proof(from, to)));
      }
    }
  }

  private static ConsistencyProof proof(long from, long to, List<Sha256> hashes) {
    return new ConsistencyProof(new TreeSize(from), new TreeSize(to), hashes);
  }

  private static boolean holds(ConsistencyProof proof, int from, int to) {
    return proof.verify(REFERENCE.root(from), REFERENCE.root(to)).proven();
  }

  @Test
  void acceptsTheReferenceProof() {
    forEveryPair((from, to, good) -> assertThat(holds(good, from, to)).isTrue());
  }

  @Test
  void rejectsProofThatIsOneHashTooLong() {
    forEveryPair(
        (from, to, good) -> {
          for (int at = 0; at <= good.hashes().size(); at++) {
            var longer = new ArrayList<>(good.hashes());
            longer.add(at, OTHER);
            assertThat(holds(proof(from, to, longer), from, to)).isFalse();
          }
        });
  }

  @Test
  void rejectsProofThatIsOneHashTooShort() {
    forEveryPair(
        (from, to, good) -> {
          for (int at = 0; at < good.hashes().size(); at++) {
            var shorter = new ArrayList<>(good.hashes());
            shorter.remove(at);
            assertThat(holds(proof(from, to, shorter), from, to)).isFalse();
          }
        });
  }

  @Test
  void rejectsProofWithOneOtherHash() {
    forEveryPair(
        (from, to, good) -> {
          for (int at = 0; at < good.hashes().size(); at++) {
            var changed = new ArrayList<>(good.hashes());
            changed.set(at, OTHER);
            assertThat(holds(proof(from, to, changed), from, to)).isFalse();
          }
        });
  }

  @Test
  void rejectsAnotherRootOnEitherSide() {
    forEveryPair(
        (from, to, good) -> {
          assertThat(good.verify(OTHER, REFERENCE.root(to)).proven()).isFalse();
          assertThat(good.verify(REFERENCE.root(from), OTHER).proven()).isFalse();
        });
  }

  @Test
  void rejectsAHistoryThatWasRewritten() {
    var rewritten = new Frontier();
    for (int index = 0; index < LARGEST; index++) {
      rewritten.append(index == 3 ? OTHER : REFERENCE.leafHash(index));
    }
    for (int from = 4; from < LARGEST; from++) {
      var good = proof(from, LARGEST, REFERENCE.proof(from, LARGEST));
      assertThat(good.verify(REFERENCE.root(from), rewritten.root()).proven()).isFalse();
    }
  }

  @Test
  void saysWhatItGotAndWhatItWanted() {
    Sha256 five = REFERENCE.root(5);
    Sha256 eight = REFERENCE.root(8);
    List<Sha256> good = REFERENCE.proof(5, 8);

    assertThat(proof(8, 5, good).verify(eight, five))
        .isEqualTo(new Refused("from size 8 to size 5, want a larger one"));
    assertThat(proof(5, 8, List.of()).verify(five, eight))
        .isEqualTo(new Refused("wrong proof size 0, want 4"));
    assertThat(proof(5, 5, List.of(OTHER)).verify(five, five))
        .isEqualTo(new Refused("wrong proof size 1, want 0"));
    assertThat(proof(5, 8, good).verify(OTHER, eight))
        .isEqualTo(
            new Refused("calculated smaller root %s, want %s".formatted(five.hex(), OTHER.hex())));
    assertThat(proof(5, 8, good).verify(five, OTHER))
        .isEqualTo(new Refused("calculated root %s, want %s".formatted(eight.hex(), OTHER.hex())));
  }

  @Test
  void nothingFollowsFromTheEmptyTree() {
    assertThat(proof(0, 5, List.of()).verify(MerkleHash.EMPTY_ROOT, REFERENCE.root(5)))
        .isEqualTo(new Refused("consistency with the empty tree says nothing"));
    assertThat(proof(0, 0, List.of()).verify(MerkleHash.EMPTY_ROOT, MerkleHash.EMPTY_ROOT))
        .isEqualTo(new Proven());
    assertThat(proof(0, 0, List.of()).verify(MerkleHash.EMPTY_ROOT, OTHER).proven()).isFalse();
  }
}
