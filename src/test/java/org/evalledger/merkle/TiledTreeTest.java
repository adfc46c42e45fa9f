package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.LongStream;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledTreeTest {
  private static final int EXHAUSTIVE = 256;
  private static final int LARGE = 70_000;

  private static final Reference REFERENCE = Reference.ofEntries(LARGE);
  private static final StoredNodes STORED = new StoredNodes();

  @BeforeAll
  static void store() {
    var all = StoredNodes.of(REFERENCE, LARGE);
    for (int level = 0; level < TileCoordinate.LEVELS; level++) {
      STORED.level(level).addAll(all.level(level));
    }
  }

  private static TiledTree tree(int size) {
    return new TiledTree(STORED, new TreeSize(size));
  }

  @Test
  void everyRootUpTo256IsTheReferenceRoot() {
    for (int size = 0; size <= EXHAUSTIVE; size++) {
      assertThat(tree(size).root()).as("size %d", size).isEqualTo(REFERENCE.root(size));
    }
  }

  @Test
  void everyInclusionProofUpTo256IsTheReferencePathAndHolds() {
    for (int size = 1; size <= EXHAUSTIVE; size++) {
      var tree = tree(size);
      var root = REFERENCE.root(size);
      for (int index = 0; index < size; index++) {
        var proof = tree.inclusion(index);
        assertThat(proof.hashes())
            .as("%d in %d", index, size)
            .isEqualTo(REFERENCE.path(index, size));
        assertThat(proof.verify(REFERENCE.leafHash(index), root).proven()).isTrue();
      }
    }
  }

  @Test
  void everyConsistencyProofUpTo256IsTheReferenceProofAndHolds() {
    for (int to = 1; to <= EXHAUSTIVE; to++) {
      var tree = tree(to);
      var root = REFERENCE.root(to);
      for (int from = 1; from <= to; from++) {
        var proof = tree.consistency(new TreeSize(from));
        assertThat(proof.hashes()).as("%d to %d", from, to).isEqualTo(REFERENCE.proof(from, to));
        assertThat(proof.verify(REFERENCE.root(from), root).proven()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, 65_793, LARGE})
  void largerTreesProveWhatTheReferenceProves(int size) {
    var tree = tree(size);
    assertThat(tree.root()).isEqualTo(REFERENCE.root(size));
    for (int at : new int[] {0, 1, 255, 256, 257, size / 2, 65_535, 65_536, size - 2, size - 1}) {
      if (at < size) {
        assertThat(tree.inclusion(at).hashes()).isEqualTo(REFERENCE.path(at, size));
        assertThat(tree.consistency(new TreeSize(at + 1)).hashes())
            .isEqualTo(REFERENCE.proof(at + 1, size));
      }
    }
  }

  @Test
  void readsAllTilesOfSeveralProofsInOneGoAndNeverTwice() {
    var stored = StoredNodes.of(REFERENCE, LARGE);
    var tree = new TiledTree(stored, new TreeSize(LARGE));

    tree.inclusions(LongStream.range(512, 768).boxed().toList());
    assertThat(stored.reads()).isEqualTo(1);
    // Leaves 512 to 767 share tile 2 of level 0 and tile 0 of level 1; behind leaf 65,535 lie
    // the partial tiles of levels 0 and 1. Level 2 has nothing to the right of their path.
    assertThat(stored.tilesRead()).isEqualTo(4);

    tree.inclusion(700);
    assertThat(stored.reads()).isEqualTo(1);

    tree.root();
    assertThat(stored.tilesRead()).isEqualTo(5);
  }

  @Test
  void refusesToProveWhatIsNotInTheTree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree(5).inclusion(5))
        .withMessage("index 5 is beyond the tree size 5");
    assertThatIllegalArgumentException().isThrownBy(() -> tree(5).inclusion(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> tree(0).inclusion(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree(5).inclusions(List.of(0L, 5L)))
        .withMessage("index 5 is beyond the tree size 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tree(5).consistency(new TreeSize(6)))
        .withMessage("consistency from size 6, want 1 to 5");
    assertThatIllegalArgumentException().isThrownBy(() -> tree(5).consistency(TreeSize.EMPTY));
  }

  @Test
  void refusesASourceThatGivesOtherTilesThanItWasAskedFor() {
    TileSource shuffled = wanted -> STORED.read(wanted.reversed());
    TileSource narrower =
        wanted ->
            STORED.read(
                wanted.stream()
                    .map(tile -> new TileCoordinate(tile.level(), tile.index(), 1))
                    .toList());
    TileSource silent = wanted -> List.of();

    for (TileSource source : List.of(shuffled, narrower, silent)) {
      var size = new TreeSize(1000);
      assertThatIllegalStateException().isThrownBy(() -> new TiledTree(source, size).inclusion(3));
      assertThatIllegalStateException().isThrownBy(() -> TreeTip.restore(source, size));
    }
  }

  @Test
  void anotherHashInOneTileChangesTheRoot() {
    var size = new TreeSize(66_000);
    for (TileCoordinate damaged : TileCoordinate.partial(size)) {
      TileSource source =
          wanted ->
              STORED.read(wanted).stream()
                  .map(
                      tile -> tile.coordinate().equals(damaged) ? withFirstByteChanged(tile) : tile)
                  .toList();
      assertThat(new TiledTree(source, size).root()).isNotEqualTo(REFERENCE.root(66_000));
    }
  }

  private static Tile withFirstByteChanged(Tile tile) {
    byte[] bytes = tile.bytes().toArray();
    bytes[0] ^= 1;
    return Tile.ofBytes(tile.coordinate(), Bytes.copyOf(bytes));
  }
}
