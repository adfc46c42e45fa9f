package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How keys stand in a snapshot. */
final class KeyCodec {
  private KeyCodec() {}

  static void write(DataOutput out, HistoryKey key) throws IOException {
    out.writeBoolean(key instanceof ProtocolKey);
    Codec.write(out, key.benchmark());
    Codec.write(out, key.version());
    Codec.write(out, key.part());
    Codec.write(out, key.metric());
    if (key instanceof ProtocolKey protocol) {
      var shots = protocol.shots();
      Codec.write(out, protocol.filter());
      Codec.write(out, protocol.harnessFamily());
      Codec.write(out, shots == null ? null : Integer.toString(shots));
      Codec.write(out, protocol.promptFamily());
    }
  }

  static HistoryKey read(DataInput in) throws IOException {
    boolean protocol = in.readBoolean();
    var coarse =
        new BenchmarkKey(
            Codec.readString(in),
            Codec.readString(in),
            Codec.readNullable(in),
            Codec.readString(in));
    if (!protocol) {
      return coarse;
    }
    var filter = Codec.readString(in);
    var harness = Codec.readString(in);
    var shots = Codec.readNullable(in);
    return new ProtocolKey(
        coarse.benchmark(),
        coarse.version(),
        coarse.part(),
        coarse.metric(),
        filter,
        harness,
        shots == null ? null : Integer.valueOf(shots),
        Codec.readString(in));
  }
}
