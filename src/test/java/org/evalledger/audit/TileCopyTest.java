package org.evalledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.evalledger.audit.TileCopy.Result.Copied;
import org.evalledger.audit.TileCopy.Result.Refused;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.Frontier;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TileCoordinate;
import org.evalledger.merkle.TilePath;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of logs in memory, of hosts that tell the truth and of hosts that lie. */
class TileCopyTest {
  private static final NoteSigner KEY =
      NoteSigner.ed25519("example.org/log", Bytes.copyOf(new byte[32]));

  /** A log whose entry i says i, but for those that were given. */
  private record Log(int size, Map<Integer, String> changed) implements TileHost {
    Log(int size) {
      this(size, Map.of());
    }

    Bytes record(long index) {
      return Bytes.ofUtf8(changed.getOrDefault((int) index, "entry " + index));
    }

    Sha256 root(long from, long count) {
      var tree = new Frontier();
      LongStream.range(from, from + count).forEach(at -> tree.append(MerkleHash.leaf(record(at))));
      return tree.root();
    }

    Bytes checkpoint(NoteSigner... signers) {
      var head = new Checkpoint(KEY.verifier().name(), new TreeSize(size), root(0, size));
      return SignedNote.sign(
              head.text(), Instant.EPOCH, signers.length == 0 ? List.of(KEY) : List.of(signers))
          .bytes();
    }

    @Override
    public Bytes read(TilePath path) throws IOException {
      TileCoordinate at = path.coordinate();
      if (!at.existsAt(new TreeSize(size))) {
        throw new IOException("no " + path.path());
      }
      long below = 1L << (8 * at.level());
      return switch (path) {
        case TilePath.HashTile hashes ->
            Tile.of(
                    at,
                    LongStream.range(at.firstNode(), at.firstNode() + at.width())
                        .mapToObj(node -> root(node * below, below))
                        .toList())
                .bytes();
        case TilePath.Entries entries ->
            new EntryBundle(
                    LongStream.range(at.firstNode(), at.firstNode() + at.width())
                        .mapToObj(this::record)
                        .toList())
                .bytes();
      };
    }
  }

  /** Keeps files in memory, and fails after so many. */
  private static final class Files implements TileKeeper {
    private final Map<String, Bytes> files = new TreeMap<>();
    private int room = Integer.MAX_VALUE;

    @Override
    public Optional<Bytes> kept(TilePath path) {
      return Optional.ofNullable(files.get(path.path()));
    }

    @Override
    public void keep(TilePath path, Bytes bytes) throws IOException {
      if (room-- == 0) {
        throw new IOException("no room");
      }
      assertThat(files.put(path.path(), bytes)).as("written twice: " + path.path()).isNull();
    }
  }

  private static TileCopy copy(TileHost host, Files files) {
    return new TileCopy(KEY.verifier(), host, files, (done, of) -> {});
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] changed = bytes.toArray();
    changed[at] ^= 1;
    return Bytes.copyOf(changed);
  }

  /** All files that a static copy at that size has, after one at each of the sizes. */
  private static Map<String, Bytes> expected(int... sizes) throws IOException {
    var files = new TreeMap<String, Bytes>();
    for (int size : sizes) {
      var log = new Log(size);
      for (int level = 0; level < 3; level++) {
        long nodes = TileCoordinate.nodes(level, new TreeSize(size));
        for (long index = 0; index * 256 < nodes; index++) {
          var at = TileCoordinate.inTree(level, index, new TreeSize(size));
          var tile = new TilePath.HashTile(at);
          files.put(tile.path(), log.read(tile));
          if (level == 0) {
            var entries = new TilePath.Entries(at);
            files.put(entries.path(), log.read(entries));
          }
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 700, 1024})
  void copiesExactlyTheTilesOfTheTree(int size) throws IOException {
    var files = new Files();
    var log = new Log(size);

    assertThat(copy(log, files).run(log.checkpoint(), Optional.empty()))
        .isInstanceOfSatisfying(Copied.class, done -> assertThat(done.entries()).isEqualTo(size));
    assertThat(files.files).isEqualTo(expected(size));
  }

  @Test
  void copiesATreeOfThreeLevels() throws IOException {
    int size = 65_536 + 256 + 1;
    var log = new Log(size);
    var cached = new HashMap<String, Bytes>();
    TileHost host =
        path -> {
          Bytes known = cached.get(path.path());
          if (known == null) {
            known = log.read(path);
            cached.put(path.path(), known);
          }
          return known;
        };
    var files = new Files();

    assertThat(copy(host, files).run(log.checkpoint(), Optional.empty()))
        .isInstanceOf(Copied.class);
    assertThat(files.files).isEqualTo(cached).containsKeys("tile/2/000.p/1", "tile/1/001.p/1");
    // 257 full tiles and one partial, their entries, two tiles above and one above those.
    assertThat(files.files).hasSize(258 + 258 + 2 + 1);
  }

  @Test
  void goesOnWhereItWasAndWritesNothingTwice() throws IOException {
    var files = new Files();
    Optional<Bytes> last = Optional.empty();
    int[] sizes = {0, 3, 3, 255, 256, 300, 600};
    for (int size : sizes) {
      var log = new Log(size);
      assertThat(copy(log, files).run(log.checkpoint(), last)).isInstanceOf(Copied.class);
      last = Optional.of(log.checkpoint());
    }
    assertThat(files.files).isEqualTo(expected(sizes));
  }

  @Test
  void anInterruptedCopyGoesOnWhereverItStopped() throws IOException {
    var log = new Log(600);
    for (int room = 0; room < expected(600).size(); room++) {
      var files = new Files();
      files.room = room;
      assertThatThrownBy(() -> copy(log, files).run(log.checkpoint(), Optional.empty()))
          .hasMessage("no room");
      assertThat(expected(600)).containsAllEntriesOf(files.files);
      files.room = Integer.MAX_VALUE;
      assertThat(copy(log, files).run(log.checkpoint(), Optional.empty()))
          .isInstanceOf(Copied.class);
      assertThat(files.files).isEqualTo(expected(600));
    }
  }

  @Test
  void anyDamagedFileOfTheHostIsRefusedAndNotKept() throws IOException {
    var log = new Log(300);
    for (String damaged : expected(300).keySet()) {
      var files = new Files();
      TileHost liar =
          path -> path.path().equals(damaged) ? flipped(log.read(path), 40 % 33) : log.read(path);
      assertThat(copy(liar, files).run(log.checkpoint(), Optional.empty()))
          .as(damaged)
          .isInstanceOf(Refused.class);
      assertThat(expected(300)).containsAllEntriesOf(files.files);
      TileHost cut = path -> path.path().equals(damaged) ? Bytes.EMPTY : log.read(path);
      assertThat(copy(cut, new Files()).run(log.checkpoint(), Optional.empty()))
          .as(damaged)
          .isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255, 256, 299})
  void aRewrittenEntryIsRefusedAlsoUnderACheckpointThatTheLogSigned(int index) throws IOException {
    var files = new Files();
    var log = new Log(300);
    assertThat(copy(log, files).run(log.checkpoint(), Optional.empty())).isInstanceOf(Copied.class);
    for (int size : IntStream.of(300, 301, 512, 600).toArray()) {
      var forked = new Log(size, Map.of(index, "another"));
      var before = Map.copyOf(files.files);
      assertThat(copy(forked, files).run(forked.checkpoint(), Optional.of(log.checkpoint())))
          .isInstanceOf(Refused.class);
      assertThat(files.files).isEqualTo(before);
    }
  }

  @Test
  void aRewrittenEntryIsFoundInTheTilesThemselvesWhenTheCheckpointWasLost() throws IOException {
    var files = new Files();
    var log = new Log(300);
    assertThat(copy(log, files).run(log.checkpoint(), Optional.empty())).isInstanceOf(Copied.class);
    var forked = new Log(600, Map.of(7, "another"));

    assertThat(copy(forked, files).run(forked.checkpoint(), Optional.empty()))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.reason()).contains("The kept tile tile/0/000"));
  }

  @Test
  void aDroppedTailIsRefused() throws IOException {
    var files = new Files();
    assertThat(
            copy(new Log(299), files)
                .run(new Log(299).checkpoint(), Optional.of(new Log(300).checkpoint())))
        .isEqualTo(new Refused("The log has 299 entries; it had 300 at the last copy."));
    assertThat(files.files).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(NoteAlgorithm.class)
  void aCheckpointOfAnotherKeyIsRefused(NoteAlgorithm algorithm) throws IOException {
    var other = NoteSigner.of(algorithm, "example.org/log", Bytes.ofHex("07".repeat(32)));
    var log = new Log(3);

    assertThat(copy(log, new Files()).run(log.checkpoint(other), Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThat(
            new TileCopy(other.verifier(), log, new Files(), (done, of) -> {})
                .run(log.checkpoint(KEY, other), Optional.empty()))
        .isInstanceOf(Copied.class);
  }
}
