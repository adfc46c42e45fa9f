package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How arrays and strings stand in a snapshot: a count, then the raw bits. */
final class Codec {
  private Codec() {}

  static void write(DataOutput out, double[] values, int n) throws IOException {
    out.writeInt(n);
    for (int i = 0; i < n; i++) {
      out.writeLong(Double.doubleToRawLongBits(values[i]));
    }
  }

  static double[] readDoubles(DataInput in) throws IOException {
    var values = new double[in.readInt()];
    for (int i = 0; i < values.length; i++) {
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
    var values = new int[in.readInt()];
    for (int i = 0; i < values.length; i++) {
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
    var values = new long[in.readInt()];
    for (int i = 0; i < values.length; i++) {
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
    var bytes = new byte[length];
    in.readFully(bytes);
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
