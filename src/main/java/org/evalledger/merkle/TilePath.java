package org.evalledger.merkle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.bytes.Parsed;

/** The path of a tile or entry bundle below a log's prefix (C2SP tlog-tiles). */
public sealed interface TilePath {
  /** {@code tile/}, level or {@code entries}, index in groups of three digits, width. */
  Pattern FORM =
      Pattern.compile(
          "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /**
   * A tile of hashes.
   *
   * @param coordinate which one
   */
  record HashTile(TileCoordinate coordinate) implements TilePath {}

  /**
   * The entries below a tile of level 0.
   *
   * @param coordinate which tile; its level is 0
   */
  record Entries(TileCoordinate coordinate) implements TilePath {
    public Entries {
      if (coordinate.level() != 0) {
        throw new IllegalArgumentException(
            "entries below a tile of level %d, want 0".formatted(coordinate.level()));
      }
    }
  }

  /** Which tile this is about. */
  TileCoordinate coordinate();

  /** The path without the log's prefix, such as {@code tile/0/x001/x234/067.p/8}. */
  default String path() {
    TileCoordinate tile = coordinate();
    String kind =
        switch (this) {
          case HashTile hashes -> Integer.toString(tile.level());
          case Entries entries -> "entries";
        };
    String suffix = tile.width() == TileCoordinate.FULL ? "" : ".p/" + tile.width();
    return "tile/" + kind + "/" + groups(tile.index()) + suffix;
  }

  /** What {@code path}, without the log's prefix, names; each tile has one path alone. */
  static Parsed<TilePath> parse(String path) {
    return Parsed.of(() -> read(path));
  }

  private static String groups(long index) {
    var groups = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      groups.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return groups.toString();
  }

  private static TilePath read(String path) {
    Matcher form = FORM.matcher(path);
    if (!form.matches()) {
      throw new IllegalArgumentException("not the path of a tile: " + path);
    }
    if (form.group(2).startsWith("x000/")) {
      throw new IllegalArgumentException("a tile index with leading zeros: " + path);
    }
    long index = Long.parseLong(form.group(2).replace("x", "").replace("/", ""));
    int width = form.group(3) == null ? TileCoordinate.FULL : Integer.parseInt(form.group(3));
    if (form.group(3) != null && width >= TileCoordinate.FULL) {
      throw new IllegalArgumentException(
          "a partial tile of width %d, want 1 to 255".formatted(width));
    }
    return form.group(1).equals("entries")
        ? new Entries(new TileCoordinate(0, index, width))
        : new HashTile(new TileCoordinate(Integer.parseInt(form.group(1)), index, width));
  }
}
