package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How arrays and strings stand in a snapshot: a count, then the raw bits. A count is never
 * believed: what is read grows with the bytes that are there, to twice their length at most.
 */
final class Codec {
  /** Elements that are made room for before the first was read. */
  private static final int FIRST = 1_024;

  private Codec() {}

  /** A count of what follows; not how much of it there is. */
  static int readCount(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("a snapshot with a count of " + count);
    }
    return count;
  }

  /** Room for the elements up to {@code count}, of which {@code length} were read. */
  static int room(int count, int length) {
    return StrictMath.min(count, StrictMath.max(FIRST, 2 * length));
  }

  static void write(DataOutput out, double[] values, int n) throws IOException {
    out.writeInt(n);
    for (int i = 0; i < n; i++) {
      out.writeLong(Double.doubleToRawLongBits(values[i]));
    }
  }

  static double[] readDoubles(DataInput in) throws IOException {
    int count = readCount(in);
    var values = new double[room(count, 0)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, room(count, i));
      }
      values[i] = Double.longBitsToDouble(in.readLong());
    }
    return values;
  }

  static void write(DataOutput out, int[] values, int n) throws IOException {
    out.writeInt(n);
    for (int i = 0; i < n; i++) {
      out.writeInt(values[i]);
    }
  }

  static int[] readInts(DataInput in) throws IOException {
    int count = readCount(in);
    var values = new int[room(count, 0)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, room(count, i));
      }
      values[i] = in.readInt();
    }
    return values;
  }

  static void write(DataOutput out, long[] values, int n) throws IOException {
    out.writeInt(n);
    for (int i = 0; i < n; i++) {
      out.writeLong(values[i]);
    }
  }

  static long[] readLongs(DataInput in) throws IOException {
    int count = readCount(in);
    var values = new long[room(count, 0)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, room(count, i));
      }
      values[i] = in.readLong();
    }
    return values;
  }

  /** A string of any length; {@code DataOutput.writeUTF} stops at 65,535 bytes. */
  static void write(DataOutput out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static @Nullable String readNullable(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    var bytes = new byte[0];
    while (bytes.length < length) {
      int read = bytes.length;
      bytes = Arrays.copyOf(bytes, room(length, read));
      in.readFully(bytes, read, bytes.length - read);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String readString(DataInput in) throws IOException {
    var text = readNullable(in);
    if (text == null) {
      throw new IOException("a snapshot lacks a string");
    }
    return text;
  }
}
