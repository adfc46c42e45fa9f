package org.evalledger.merkle;

import java.util.List;
import java.util.stream.IntStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/** Neighbouring hashes of one tile level (C2SP tlog-tiles). Immutable. */
public final class Tile {
  private final TileCoordinate coordinate;
  private final Pyramid pyramid;

  Tile(TileCoordinate coordinate, Pyramid pyramid) {
    if (pyramid.width() != coordinate.width()) {
      throw new IllegalArgumentException(
          "a tile of %d hashes, want %d".formatted(pyramid.width(), coordinate.width()));
    }
    this.coordinate = coordinate;
    this.pyramid = pyramid;
  }

  /** A tile of {@code hashes}, as many as its width. */
  public static Tile of(TileCoordinate coordinate, List<Sha256> hashes) {
    return ofBytes(coordinate, Bytes.copyOf(flat(hashes)));
  }

  /**
   * A tile in its served form: its hashes, one behind the other.
   *
   * @throws IllegalArgumentException when there are not exactly 32 bytes for each hash
   */
  public static Tile ofBytes(TileCoordinate coordinate, Bytes hashes) {
    int want = coordinate.width() * Sha256.LENGTH;
    if (hashes.length() != want) {
      throw new IllegalArgumentException(
          "a tile of %d bytes, want %d".formatted(hashes.length(), want));
    }
    return new Tile(coordinate, Pyramid.of(hashes));
  }

  static byte[] flat(List<Sha256> hashes) {
    var flat = new byte[hashes.size() * Sha256.LENGTH];
    int at = 0;
    for (Sha256 hash : hashes) {
      hash.bytes().copyTo(flat, at);
      at += Sha256.LENGTH;
    }
    return flat;
  }

  /** Which tile this is. */
  public TileCoordinate coordinate() {
    return coordinate;
  }

  /** The served form: 32 bytes for each hash. */
  public Bytes bytes() {
    return pyramid.base();
  }

  /** The hashes, from the left. */
  public List<Sha256> hashes() {
    return IntStream.range(0, coordinate.width()).mapToObj(at -> pyramid.hash(0, at)).toList();
  }

  Pyramid pyramid() {
    return pyramid;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tile tile
        && coordinate.equals(tile.coordinate)
        && bytes().equals(tile.bytes());
  }

  @Override
  public int hashCode() {
    return coordinate.hashCode();
  }

  @Override
  public String toString() {
    return "Tile[" + coordinate + "]";
  }
}
