package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TileCoordinateTest {
  /** The example of C2SP tlog-tiles, "Partial Tiles". */
  @Test
  void countsTheTilesOf70000AsTheSpecificationDoes() {
    var size = new TreeSize(70_000);

    assertThat(TileCoordinate.nodes(0, size) / TileCoordinate.FULL).isEqualTo(273);
    assertThat(TileCoordinate.nodes(1, size) / TileCoordinate.FULL).isEqualTo(1);
    assertThat(TileCoordinate.nodes(2, size) / TileCoordinate.FULL).isZero();
    assertThat(TileCoordinate.partial(size))
        .containsExactly(
            new TileCoordinate(0, 273, 112),
            new TileCoordinate(1, 1, 17),
            new TileCoordinate(2, 0, 1));
  }

  @Test
  void treeOf256HasAFullTileAndOneHashAboveIt() {
    var size = new TreeSize(256);

    assertThat(TileCoordinate.partial(size)).containsExactly(new TileCoordinate(1, 0, 1));
    assertThat(TileCoordinate.inTree(0, 0, size)).isEqualTo(new TileCoordinate(0, 0, 256));
    assertThat(TileCoordinate.partial(TreeSize.EMPTY)).isEmpty();
  }

  @Test
  void isAsWideAsTheTreeHasHashesForIt() {
    var size = new TreeSize(600);

    assertThat(TileCoordinate.inTree(0, 1, size).width()).isEqualTo(256);
    assertThat(TileCoordinate.inTree(0, 2, size).width()).isEqualTo(88);
    assertThat(TileCoordinate.inTree(1, 0, size).width()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TileCoordinate.inTree(0, 3, size))
        .withMessage("no tile 3 of level 0 in a tree of size 600");
    assertThatIllegalArgumentException().isThrownBy(() -> TileCoordinate.inTree(2, 0, size));
    assertThatIllegalArgumentException().isThrownBy(() -> TileCoordinate.inTree(9, 0, size));
  }

  @Test
  void existsWhenAllItsHashesDo() {
    var size = new TreeSize(600);

    assertThat(new TileCoordinate(0, 1, 256).existsAt(size)).isTrue();
    assertThat(new TileCoordinate(0, 2, 88).existsAt(size)).isTrue();
    assertThat(new TileCoordinate(0, 2, 1).existsAt(size)).isTrue();
    assertThat(new TileCoordinate(0, 1, 7).existsAt(size)).isTrue();
    assertThat(new TileCoordinate(0, 2, 89).existsAt(size)).isFalse();
    assertThat(new TileCoordinate(0, 2, 256).existsAt(size)).isFalse();
    assertThat(new TileCoordinate(0, 3, 1).existsAt(size)).isFalse();
    assertThat(new TileCoordinate(0, Long.MAX_VALUE, 1).existsAt(size)).isFalse();
    assertThat(new TileCoordinate(63, 0, 1).existsAt(size)).isFalse();
    assertThat(new TileCoordinate(0, 0, 1).existsAt(TreeSize.EMPTY)).isFalse();
  }

  @Test
  void staysWithinItsBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(-1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(64, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TileCoordinate(0, 0, 257));
  }
}
