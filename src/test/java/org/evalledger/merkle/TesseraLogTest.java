package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.Vectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;

/** A log that another implementation, Tessera, wrote: ours reads all of it and writes the same. */
class TesseraLogTest {
  private static final String LOG = "tlog-tiles-tessera/log/";
  private static final int SIZE = 15;
  private static final NoteVerifier KEY =
      NoteVerifier.parse(Vectors.bytes("tlog-tiles-tessera/VKEY.txt").utf8().strip()).orElseThrow();
  private static final List<Bytes> LEAVES =
      Vectors.bytes("tlog-tiles-tessera/LEAVES.txt")
          .utf8()
          .strip()
          .transform(words -> List.of(words.split(" ", -1)))
          .stream()
          .map(Bytes::ofUtf8)
          .toList();

  private static Checkpoint checkpoint(String file) {
    return switch (SignedNote.open(Vectors.bytes(LOG + file), List.of(KEY))) {
      case NoteOpening.Opened note -> Checkpoint.parse(note.text()).orElseThrow();
      case NoteOpening.Refused refusal -> throw new AssertionError(refusal.reason());
    };
  }

  private static Tile tile(int width) {
    var coordinate = new TileCoordinate(0, 0, width);
    return Tile.ofBytes(coordinate, Vectors.bytes(LOG + new TilePath.HashTile(coordinate).path()));
  }

  private static TiledTree tree(int size) {
    return new TiledTree(
        wanted -> wanted.stream().map(coordinate -> tile(coordinate.width())).toList(),
        new TreeSize(size));
  }

  @Test
  void everyCheckpointIsSignedAndHasTheRootOfItsLeaves() {
    var frontier = new Frontier();
    for (int size = 0; size <= SIZE; size++) {
      var checkpoint = checkpoint("checkpoint." + size);
      assertThat(checkpoint)
          .isEqualTo(
              new Checkpoint("example.com/log/testdata", new TreeSize(size), frontier.root()));
      if (size < SIZE) {
        frontier.append(MerkleHash.leaf(LEAVES.get(size)));
      }
    }
    assertThat(LEAVES).hasSize(SIZE);
    assertThat(checkpoint("checkpoint")).isEqualTo(checkpoint("checkpoint." + SIZE));
  }

  @Test
  void everyTileIsTheOneWeWouldServe() {
    List<Sha256> hashes = LEAVES.stream().map(MerkleHash::leaf).toList();
    for (int width = 1; width <= SIZE; width++) {
      assertThat(tile(width))
          .isEqualTo(Tile.of(new TileCoordinate(0, 0, width), hashes.subList(0, width)));
      assertThat(tree(width).root()).isEqualTo(checkpoint("checkpoint." + width).root());
    }
  }

  @Test
  void everyEntryBundleIsTheOneWeWouldServe() {
    for (int width = 1; width <= SIZE; width++) {
      var path = new TilePath.Entries(new TileCoordinate(0, 0, width)).path();
      Bytes served = Vectors.bytes(LOG + path);
      var bundle = new EntryBundle(LEAVES.subList(0, width));
      assertThat(bundle.bytes()).isEqualTo(served);
      assertThat(EntryBundle.parse(served, width).orElseThrow()).isEqualTo(bundle);
    }
  }

  @Test
  void everyLeafAndEveryEarlierCheckpointIsProvenFromTheTiles() {
    for (int size = 1; size <= SIZE; size++) {
      var tree = tree(size);
      var root = checkpoint("checkpoint." + size).root();
      var proofs = tree.inclusions(IntStream.range(0, size).mapToObj(Long::valueOf).toList());
      for (int at = 0; at < size; at++) {
        var leaf = MerkleHash.leaf(LEAVES.get(at));
        assertThat(proofs.get(at).verify(leaf, root).proven()).isTrue();
        var earlier = checkpoint("checkpoint." + (at + 1));
        assertThat(tree.consistency(earlier.size()).verify(earlier.root(), root).proven()).isTrue();
      }
    }
  }
}
