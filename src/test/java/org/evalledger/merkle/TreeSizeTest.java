package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;

class TreeSizeTest {
  @Test
  void containsTheIndexesBelowIt() {
    var size = new TreeSize(3);

    assertThat(size.contains(-1)).isFalse();
    assertThat(size.contains(0)).isTrue();
    assertThat(size.contains(2)).isTrue();
    assertThat(size.contains(3)).isFalse();
    assertThat(TreeSize.EMPTY.contains(0)).isFalse();
  }

  @Test
  void growsToTheLargestNumberAndNotBeyond() {
    var size = new TreeSize(Long.MAX_VALUE - 1);

    assertThat(size.plus(1)).isEqualTo(new TreeSize(Long.MAX_VALUE)).isGreaterThan(size);
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> size.plus(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeSize(-1))
        .withMessage("negative tree size -1");
  }

  @Test
  void nodesToStoreBeginAtTileLevel1() {
    Sha256 hash = MerkleHash.EMPTY_ROOT;

    assertThatIllegalArgumentException().isThrownBy(() -> new TileNode(0, 0, hash));
    assertThatIllegalArgumentException().isThrownBy(() -> new TileNode(1, -1, hash));
  }
}
