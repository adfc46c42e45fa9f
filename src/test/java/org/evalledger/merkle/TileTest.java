package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;

class TileTest {
  private static final Reference REFERENCE = Reference.ofEntries(256);

  @Test
  void fullTileIsServedAs8192Bytes() {
    var tile = Tile.of(new TileCoordinate(0, 0, 256), REFERENCE.leafHashes());

    assertThat(tile.bytes().length()).isEqualTo(8192);
    assertThat(tile.bytes().slice(32, 64)).isEqualTo(REFERENCE.leafHash(1).bytes());
    assertThat(tile.hashes()).isEqualTo(REFERENCE.leafHashes());
    assertThat(Tile.ofBytes(tile.coordinate(), tile.bytes())).isEqualTo(tile);
  }

  @Test
  void knowsAllCompleteSubtreesInside() {
    for (int width : new int[] {1, 2, 3, 100, 128, 255, 256}) {
      List<Sha256> hashes = REFERENCE.leafHashes().subList(0, width);
      var pyramid = Tile.of(new TileCoordinate(0, 0, width), hashes).pyramid();
      for (int height = 0; height <= 8; height++) {
        int span = 1 << height;
        for (int at = 0; (at + 1) * span <= width; at++) {
          assertThat(pyramid.hash(height, at)).isEqualTo(REFERENCE.mth(at * span, (at + 1) * span));
        }
      }
    }
  }

  @Test
  void refusesAnotherNumberOfHashesThanItsWidth() {
    var coordinate = new TileCoordinate(0, 0, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tile.of(coordinate, REFERENCE.leafHashes().subList(0, 3)))
        .withMessage("a tile of 96 bytes, want 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tile.ofBytes(coordinate, Bytes.copyOf(new byte[63])));
    assertThatIllegalArgumentException().isThrownBy(() -> Tile.ofBytes(coordinate, Bytes.EMPTY));
  }
}
