package org.evalledger.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.EntryBundle;
import org.evalledger.merkle.Frontier;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.Tile;
import org.evalledger.merkle.TileCoordinate;
import org.evalledger.merkle.TilePath;
import org.evalledger.merkle.TileSource;
import org.evalledger.merkle.TiledTree;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;

/**
 * Copies the tiles and entries of a log from a host that is not believed: nothing is kept before it
 * is shown to belong to the checkpoint.
 *
 * <p>The partial tiles of a tree alone give its root, so the checkpoint vouches for them; each hash
 * in a tile is the root of the tile below it, and each hash at the bottom that of an entry. A tile
 * is kept after all that lies below it. So where a full tile is kept with the right root nothing
 * below it is missing: an interrupted copy goes on from there, and no full tile is written twice.
 */
public final class TileCopy {
  private final NoteVerifier logKey;
  private final TileHost host;
  private final TileKeeper keeper;
  private final Progress progress;

  private long copied;

  /**
   * @param logKey the log's public key; its name is the log's origin
   * @param host what is copied
   * @param keeper where it goes
   * @param progress is told up to which entry all is kept, and how many the log has
   */
  public TileCopy(NoteVerifier logKey, TileHost host, TileKeeper keeper, Progress progress) {
    this.logKey = logKey;
    this.host = host;
    this.keeper = keeper;
    this.progress = progress;
  }

  /** How a copy ended. */
  public sealed interface Result {
    /**
     * All of the tree is kept.
     *
     * @param head what the checkpoint says
     * @param entries how many were fetched this time
     */
    record Copied(Checkpoint head, long entries) implements Result {}

    /**
     * The host's log is not to be believed; its checkpoint must not be kept.
     *
     * @param reason a sentence
     */
    record Refused(String reason) implements Result {}
  }

  private static final class Wrong extends Exception {
    Wrong(String reason) {
      super(reason);
    }
  }

  /**
   * Copies all that {@code checkpoint} covers and is not kept yet.
   *
   * @param checkpoint a signed note of the host's
   * @param remembered the checkpoint up to which the last copy came; empty at the first
   * @throws IOException when the host or the keeper fails
   */
  public Result run(Bytes checkpoint, Optional<Bytes> remembered) throws IOException {
    try {
      Checkpoint head = open(checkpoint, "The checkpoint");
      copied = 0;
      Map<TileCoordinate, Tile> edge = edge(head);
      if (remembered.isPresent()) {
        compare(open(remembered.get(), "The checkpoint of the last copy"), head);
      }
      for (Tile tile : edge.values()) {
        copyBelow(tile, head.size().value());
        keep(new TilePath.HashTile(tile.coordinate()), tile.bytes());
      }
      return new Result.Copied(head, copied);
    } catch (Wrong e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Checkpoint open(Bytes note, String what) throws Wrong {
    return switch (Heads.open(note, NotePolicy.ofLogs(List.of(logKey)))) {
      case Parsed.Value<Heads.Head>(var head) -> head.checkpoint();
      case Parsed.Malformed<Heads.Head>(var reason) ->
          throw new Wrong("%s is not the log's: %s.".formatted(what, reason));
    };
  }

  /** The partial tiles, which are exactly those that the root is made of. */
  private Map<TileCoordinate, Tile> edge(Checkpoint head) throws IOException, Wrong {
    var tiles = new LinkedHashMap<TileCoordinate, Tile>();
    for (TileCoordinate coordinate : TileCoordinate.partial(head.size())) {
      tiles.put(coordinate, fetch(coordinate));
    }
    TileSource source =
        wanted -> wanted.stream().map(at -> Objects.requireNonNull(tiles.get(at))).toList();
    Sha256 root = new TiledTree(source, head.size()).root();
    if (!root.equals(head.root())) {
      throw new Wrong(
          "The tiles at the tree's edge hash to %s, the checkpoint of size %s says %s."
              .formatted(root.hex(), head.size(), head.root().hex()));
    }
    return tiles;
  }

  private void compare(Checkpoint before, Checkpoint head) throws IOException, Wrong {
    if (before.size().compareTo(head.size()) > 0) {
      throw new Wrong(
          "The log has %s entries; it had %s at the last copy."
              .formatted(head.size(), before.size()));
    }
    if (before.size().equals(TreeSize.EMPTY)) {
      return;
    }
    if (consistency(before.size(), head.size()).verify(before.root(), head.root())
        instanceof ProofCheck.Refused(var reason)) {
      throw new Wrong(
          "The log of %s entries does not begin with that of %s of the last copy: %s."
              .formatted(head.size(), before.size(), reason));
    }
  }

  private ConsistencyProof consistency(TreeSize from, TreeSize to) throws IOException, Wrong {
    try {
      return new TiledTree(this::fetchAll, to).consistency(from);
    } catch (Carried carried) {
      throw carried.wrong;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Takes what a tile source may not throw through the tree that reads from it. */
  private static final class Carried extends RuntimeException {
    private final Wrong wrong;

    Carried(Wrong wrong) {
      super(wrong);
      this.wrong = wrong;
    }
  }

  private List<Tile> fetchAll(List<TileCoordinate> wanted) {
    var tiles = new ArrayList<Tile>();
    try {
      for (TileCoordinate coordinate : wanted) {
        tiles.add(fetch(coordinate));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Wrong wrong) {
      throw new Carried(wrong);
    }
    return tiles;
  }

  /** Everything below {@code tile}, which is shown to be of the tree. */
  private void copyBelow(Tile tile, long of) throws IOException, Wrong {
    TileCoordinate at = tile.coordinate();
    if (at.level() == 0) {
      copyEntries(tile);
      progress.checked(at.firstNode() + at.width(), of);
      return;
    }
    long child = at.firstNode();
    for (Sha256 root : tile.hashes()) {
      copyFull(new TileCoordinate(at.level() - 1, child++, TileCoordinate.FULL), root, of);
    }
  }

  private void copyFull(TileCoordinate at, Sha256 root, long of) throws IOException, Wrong {
    var path = new TilePath.HashTile(at);
    Optional<Bytes> kept = keeper.kept(path);
    Tile tile = kept.isPresent() ? tile(at, kept.get(), "The kept tile") : fetch(at);
    Sha256 got = root(tile.hashes());
    if (!got.equals(root)) {
      throw new Wrong(
          "%s %s hashes to %s, the tile above it says %s."
              .formatted(
                  kept.isPresent() ? "The kept tile" : "The tile",
                  path.path(),
                  got.hex(),
                  root.hex()));
    }
    if (kept.isEmpty()) {
      copyBelow(tile, of);
      keep(path, tile.bytes());
    }
  }

  private static Sha256 root(List<Sha256> hashes) {
    var tree = new Frontier();
    hashes.forEach(tree::append);
    return tree.root();
  }

  private void copyEntries(Tile tile) throws IOException, Wrong {
    var path = new TilePath.Entries(tile.coordinate());
    Optional<Bytes> kept = keeper.kept(path);
    Bytes bytes = kept.isPresent() ? kept.get() : host.read(path);
    switch (EntryBundle.parse(bytes, tile.coordinate().width())) {
      case Parsed.Malformed<EntryBundle>(var reason) ->
          throw new Wrong("%s is no entry bundle: %s.".formatted(path.path(), reason));
      case Parsed.Value<EntryBundle>(var bundle) -> {
        if (!bundle.entries().stream().map(MerkleHash::leaf).toList().equals(tile.hashes())) {
          throw new Wrong("The entries of %s are not those of the tile.".formatted(path.path()));
        }
      }
    }
    if (kept.isEmpty()) {
      keeper.keep(path, bytes);
      copied += tile.coordinate().width();
    }
  }

  private void keep(TilePath path, Bytes bytes) throws IOException, Wrong {
    Optional<Bytes> kept = keeper.kept(path);
    if (kept.isEmpty()) {
      keeper.keep(path, bytes);
    } else if (!kept.get().equals(bytes)) {
      throw new Wrong("The kept %s differs from the log's.".formatted(path.path()));
    }
  }

  private Tile fetch(TileCoordinate at) throws IOException, Wrong {
    return tile(at, host.read(new TilePath.HashTile(at)), "The tile");
  }

  private static Tile tile(TileCoordinate at, Bytes bytes, String what) throws Wrong {
    return switch (Parsed.of(() -> Tile.ofBytes(at, bytes))) {
      case Parsed.Value<Tile>(var tile) -> tile;
      case Parsed.Malformed<Tile>(var reason) ->
          throw new Wrong(
              "%s %s is none: %s.".formatted(what, new TilePath.HashTile(at).path(), reason));
    };
  }
}
