package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.ProofCheck.Refused;
import org.junit.jupiter.api.Test;

class SubtreeTest {
  private static final Reference REFERENCE = Reference.ofEntries(64);

  @Test
  void startsAtAMultipleOfThePowerOfTwoThatHoldsIt() {
    for (int start = 0; start < 64; start++) {
      for (int end = start + 1; end <= 64; end++) {
        int alignment = 1;
        while (alignment < end - start) {
          alignment *= 2;
        }
        int from = start;
        int to = end;
        if (start % alignment == 0) {
          assertThat(new Subtree(from, to).end()).isEqualTo(to);
        } else {
          assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(from, to));
        }
      }
    }
  }

  @Test
  void hasLeaves() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(-4, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(1, Long.MAX_VALUE));
  }

  @Test
  void includesTheLeavesBetweenItsEndsAndNoOther() {
    List<Sha256> proof = List.of(REFERENCE.leafHash(9), REFERENCE.leafHash(10));
    Sha256 root = REFERENCE.mth(8, 11);
    var subtree = new Subtree(8, 11);

    assertThat(subtree.verifyInclusion(8, proof, REFERENCE.leafHash(8), root).proven()).isTrue();
    assertThat(subtree.verifyInclusion(9, proof, REFERENCE.leafHash(8), root).proven()).isFalse();
    assertThat(subtree.verifyInclusion(7, proof, REFERENCE.leafHash(8), root))
        .isEqualTo(new Refused("index 7 is not from 8 to 10"));
    assertThat(subtree.verifyInclusion(11, proof, REFERENCE.leafHash(8), root))
        .isEqualTo(new Refused("index 11 is not from 8 to 10"));
  }
}
