package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static final int LARGEST = 256;

  private final Reference reference = Reference.ofEntries(LARGEST + 1);

  @Test
  void hasTheReferenceRootAtEverySize() {
    var frontier = new Frontier();
    for (int size = 0; size <= LARGEST; size++) {
      assertThat(frontier.size()).isEqualTo(new TreeSize(size));
      assertThat(frontier.root()).as("size %d", size).isEqualTo(reference.root(size));
      frontier.append(reference.leafHash(size));
    }
  }

  @Test
  void goesOnFromWhatWasStoredAtAnySize() {
    var frontier = new Frontier();
    for (int size = 0; size <= LARGEST; size++) {
      var restored = Frontier.of(frontier.size(), frontier.hashes());
      assertThat(restored.root()).isEqualTo(frontier.root());

      frontier.append(reference.leafHash(size));
      restored.append(reference.leafHash(size));
      assertThat(restored.root()).as("after size %d", size).isEqualTo(frontier.root());
      assertThat(restored.hashes()).isEqualTo(frontier.hashes());
    }
  }

  @Test
  void listsItsSubtreesFromTheLargest() {
    var frontier = new Frontier();
    reference.leafHashes().subList(0, 7).forEach(frontier::append);

    assertThat(frontier.hashes())
        .containsExactly(reference.mth(0, 4), reference.mth(4, 6), reference.mth(6, 7));
  }

  @Test
  void refusesAnotherNumberOfHashesThanTheSizeHasBits() {
    List<Sha256> two = reference.leafHashes().subList(0, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frontier.of(new TreeSize(7), two))
        .withMessage("a frontier of 2 hashes at size 7, want 3");
    assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(new TreeSize(4), two));
    assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(TreeSize.EMPTY, two));
  }
}
