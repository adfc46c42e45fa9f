package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A double for some of many rows, NaN for the others. Pages of 256 rows exist only where a row has
 * a value, so that a sparse column costs little and a dense one is read in long straight runs.
 */
final class Column {
  static final int PAGE = 256;
  private double[] @Nullable [] pages = new double[16][];

  /** The value of {@code row}, NaN when it has none. */
  double get(int row) {
    var page = page(row / PAGE);
    return page == null ? Double.NaN : page[row % PAGE];
  }

  /** Sets the value of {@code row}; NaN takes it away. */
  void set(int row, double value) {
    int number = row / PAGE;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, StrictMath.max(number + 1, 2 * pages.length));
    }
    var page = pages[number];
    if (page == null) {
      page = new double[PAGE];
      Arrays.fill(page, Double.NaN);
      pages[number] = page;
    }
    page[row % PAGE] = value;
  }

  /** How many pages there may be. */
  int pageCount() {
    return pages.length;
  }

  /** The page {@code number}, null when no row in it ever had a value. */
  double @Nullable [] page(int number) {
    return number < pages.length ? pages[number] : null;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(pages.length);
    for (var page : pages) {
      out.writeBoolean(page != null);
      if (page != null) {
        Codec.write(out, page, PAGE);
      }
    }
  }

  static Column read(DataInput in) throws IOException {
    var column = new Column();
    int count = Codec.readCount(in);
    var pages = new double[Codec.room(count, 0)][];
    for (int i = 0; i < count; i++) {
      if (i == pages.length) {
        pages = Arrays.copyOf(pages, Codec.room(count, i));
      }
      if (in.readBoolean()) {
        pages[i] = readPage(in);
      }
    }
    column.pages = pages;
    return column;
  }

  private static double[] readPage(DataInput in) throws IOException {
    var page = Codec.readDoubles(in);
    if (page.length != PAGE) {
      throw new IOException("a page of %d rows, want %d".formatted(page.length, PAGE));
    }
    return page;
  }
}
