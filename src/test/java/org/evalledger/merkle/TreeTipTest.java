package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.evalledger.bytes.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTipTest {
  private static final int LARGEST = 70_000;
  private static final Reference REFERENCE = Reference.ofEntries(LARGEST);
  private static final StoredNodes STORED = StoredNodes.of(REFERENCE, LARGEST);

  private static List<Sha256> leaves(int from, int to) {
    return STORED.level(0).subList(from, to);
  }

  private static TreeTip tip(int size) {
    return TreeTip.restore(STORED, new TreeSize(size));
  }

  /** Roots, nodes to store and all proofs of the batch, against the definition. */
  private static void checkGrowth(int from, int to, TreeGrowth growth) {
    assertThat(growth.tip().size()).isEqualTo(new TreeSize(to));
    assertThat(growth.tip().root()).isEqualTo(REFERENCE.root(to));
    assertThat(growth.completed()).isEqualTo(completedNodes(from, to));

    var proofs = growth.inclusions();
    assertThat(proofs).hasSize(to - from);
    for (int index = from; index < to; index++) {
      var proof = proofs.get(index - from);
      assertThat(proof.leafIndex()).isEqualTo(index);
      assertThat(proof.treeSize()).isEqualTo(new TreeSize(to));
      assertThat(proof.hashes()).as("%d in %d", index, to).isEqualTo(REFERENCE.path(index, to));
      assertThat(proof).isEqualTo(growth.inclusion(index));
    }
  }

  private static List<TileNode> completedNodes(int from, int to) {
    var nodes = new ArrayList<TileNode>();
    int span = TileCoordinate.FULL;
    for (int level = 1; span <= to; level++, span *= TileCoordinate.FULL) {
      for (int index = from / span; index < to / span; index++) {
        nodes.add(new TileNode(level, index, REFERENCE.mth(index * span, (index + 1) * span)));
      }
    }
    return nodes;
  }

  @Test
  void growsLeafByLeafLikeTheReference() {
    TreeTip tip = TreeTip.EMPTY;
    assertThat(tip.root()).isEqualTo(MerkleHash.EMPTY_ROOT);
    for (int size = 0; size < 600; size++) {
      var growth = tip.append(leaves(size, size + 1));
      checkGrowth(size, size + 1, growth);
      tip = growth.tip();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 255",
    "0, 256",
    "0, 257",
    "0, 1000",
    "1, 255",
    "1, 256",
    "100, 256",
    "255, 256",
    "255, 257",
    "255, 511",
    "255, 512",
    "255, 513",
    "256, 257",
    "256, 512",
    "256, 768",
    "257, 512",
    "300, 301",
    "65279, 65280",
    "65279, 65535",
    "65280, 65536",
    "65280, 65537",
    "65535, 65536",
    "65535, 65537",
    "65535, 65791",
    "65535, 65793",
    "65536, 65537",
    "65536, 65792",
    "65537, 65793",
    "65000, 66000",
    "69744, 70000",
    "69999, 70000"
  })
  void aBatchIsProvenFromTheTipAlone(int from, int to) {
    checkGrowth(from, to, tip(from).append(leaves(from, to)));
  }

  @Test
  void oneBatchMayCompleteSeveralLevelsAtOnce() {
    checkGrowth(0, 66_000, TreeTip.EMPTY.append(leaves(0, 66_000)));
  }

  @Test
  void batchesOfAnySizeLeadToTheSameTree() {
    long seed = 20_261_120L;
    System.out.println("TreeTipTest: batch sizes from seed " + seed);
    var random = new Random(seed);
    TreeTip tip = TreeTip.EMPTY;
    for (int from = 0; from < LARGEST; ) {
      int to = Math.min(LARGEST, from + 1 + random.nextInt(256));
      var growth = tip.append(leaves(from, to));
      assertThat(growth.completed()).isEqualTo(completedNodes(from, to));
      assertThat(growth.tip().root()).isEqualTo(REFERENCE.root(to));
      int last = to - 1;
      assertThat(growth.inclusion(last).hashes()).isEqualTo(REFERENCE.path(last, to));
      assertThat(growth.inclusion(from).hashes()).isEqualTo(REFERENCE.path(from, to));
      tip = growth.tip();
      from = to;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 69_000})
  void isRestoredWithOneReadOfThePartialTiles(int size) {
    var stored = StoredNodes.of(REFERENCE, size);
    var tip = TreeTip.restore(stored, new TreeSize(size));

    assertThat(tip.size()).isEqualTo(new TreeSize(size));
    assertThat(tip.root()).isEqualTo(REFERENCE.root(size));
    assertThat(stored.tilesRead()).isEqualTo(TileCoordinate.partial(new TreeSize(size)).size());
    assertThat(stored.reads()).isEqualTo(size == 0 ? 0 : 1);
    checkGrowth(size, size + 300, tip.append(leaves(size, size + 300)));
  }

  @Test
  void whatIsAppendedLeavesTheTipAsItWas() {
    TreeTip tip = tip(65_500);
    tip.append(leaves(0, 300));

    assertThat(tip.size()).isEqualTo(new TreeSize(65_500));
    assertThat(tip.root()).isEqualTo(REFERENCE.root(65_500));
    checkGrowth(65_500, 65_800, tip.append(leaves(65_500, 65_800)));
  }

  @Test
  void appendingNothingChangesNothing() {
    for (int size : new int[] {0, 1, 256, 65_536}) {
      var growth = tip(size).append(List.of());
      assertThat(growth.tip().root()).isEqualTo(REFERENCE.root(size));
      assertThat(growth.completed()).isEmpty();
      assertThat(growth.inclusions()).isEmpty();
    }
  }

  @Test
  void provesOnlyLeavesOfItsBatch() {
    var growth = tip(300).append(leaves(300, 310));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> growth.inclusion(299))
        .withMessage("index 299 lies before the batch, which begins at 300");
    assertThatIllegalArgumentException().isThrownBy(() -> growth.inclusion(310));
  }
}
