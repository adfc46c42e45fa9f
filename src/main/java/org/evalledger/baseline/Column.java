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

  /** The pages there are, in the order they came to be, and what number each has. */
  private double[][] pages = new double[1][];

  private final Ints numbers = new Ints();
  private final IntMap placeOf = new IntMap();
  private int reach;

  /** The value of {@code row}, NaN when it has none. */
  double get(int row) {
    var page = page(row / PAGE);
    return page == null ? Double.NaN : page[row % PAGE];
  }

  /** Sets the value of {@code row}; NaN takes it away. */
  void set(int row, double value) {
    var page = page(row / PAGE);
    if (page == null) {
      page = new double[PAGE];
      Arrays.fill(page, Double.NaN);
      add(row / PAGE, page);
    }
    page[row % PAGE] = value;
  }

  private void add(int number, double[] page) {
    int place = numbers.size();
    if (place == pages.length) {
      pages = Arrays.copyOf(pages, 2 * place);
    }
    pages[place] = page;
    numbers.add(number);
    placeOf.put(number, place);
    reach = StrictMath.max(reach, number + 1);
  }

  /** One more than the highest number of a page. */
  int pageCount() {
    return reach;
  }

  /** The page {@code number}, null when no row in it ever had a value. */
  double @Nullable [] page(int number) {
    int place = placeOf.getOr(number, -1);
    return place < 0 ? null : pages[place];
  }

  /** How many cells it takes up. */
  long cells() {
    return (long) PAGE * numbers.size() + pages.length + placeOf.cells();
  }

  void write(DataOutput out) throws IOException {
    numbers.write(out);
    for (int i = 0; i < numbers.size(); i++) {
      Codec.write(out, pages[i], PAGE);
    }
  }

  static Column read(DataInput in) throws IOException {
    var column = new Column();
    var numbers = Ints.read(in);
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      if (number < 0 || column.page(number) != null) {
        throw new IOException("page %d again, or none".formatted(number));
      }
      column.add(number, readPage(in));
    }
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
