package org.evalledger.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;

/**
 * The entries below a tile of level 0 (C2SP tlog-tiles).
 *
 * @param entries 1 to 256 of them, each at most 65,535 bytes
 */
public record EntryBundle(List<Bytes> entries) {
  /** Bytes in an entry, at most: its length is written in two bytes. */
  public static final int MAX_ENTRY_BYTES = 0xffff;

  /** Bytes in the served form of a bundle, at most. */
  public static final int MAX_BYTES = TileCoordinate.FULL * (2 + MAX_ENTRY_BYTES);

  public EntryBundle {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || entries.size() > TileCoordinate.FULL) {
      throw new IllegalArgumentException(
          "a bundle of %d entries, want 1 to 256".formatted(entries.size()));
    }
    for (Bytes entry : entries) {
      if (entry.length() > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException(
            "an entry of %d bytes, want at most %d".formatted(entry.length(), MAX_ENTRY_BYTES));
      }
    }
  }

  /** The bundle that {@code bytes} are, if they are exactly {@code width} entries. */
  public static Parsed<EntryBundle> parse(Bytes bytes, int width) {
    return Parsed.of(() -> read(bytes, width));
  }

  /** The served form: before each entry its length, two bytes, big-endian. */
  public Bytes bytes() {
    var out = new ByteArrayOutputStream();
    for (Bytes entry : entries) {
      out.write(entry.length() >>> 8);
      out.write(entry.length());
      out.writeBytes(entry.toArray());
    }
    return Bytes.copyOf(out.toByteArray());
  }

  private static EntryBundle read(Bytes bytes, int width) {
    var entries = new ArrayList<Bytes>();
    int at = 0;
    while (at < bytes.length()) {
      int start = at + 2;
      if (start > bytes.length()) {
        throw new IllegalArgumentException("the bundle ends inside a length, at byte " + at);
      }
      int end = start + (((bytes.at(at) & 0xff) << 8) | (bytes.at(at + 1) & 0xff));
      if (end > bytes.length()) {
        throw new IllegalArgumentException(
            "an entry ends at byte %d, the bundle at %d".formatted(end, bytes.length()));
      }
      entries.add(bytes.slice(start, end));
      at = end;
    }
    if (entries.size() != width) {
      throw new IllegalArgumentException(
          "a bundle of %d entries, want %d".formatted(entries.size(), width));
    }
    return new EntryBundle(entries);
  }
}
