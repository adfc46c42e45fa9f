package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A current result of a model revision as later ones see it.
 *
 * @param position where it stands in the log
 * @param protocol number of its protocol's history
 * @param benchmark number of its coarser history
 * @param peer whether others are compared with it
 * @param a the value on the common scale; NaN when it is incomparable
 * @param variance of measurement; NaN when not known
 * @param fixed whether registered items alone fix that variance
 * @param generative whether the model writes its answer
 * @param size log2 of the model's size in billions; NaN when unknown
 * @param months since 2020-01-01
 * @param weight its say among peers
 * @param organisation the submitter's, by number
 * @param counted the organisation it counts for where shares are capped, by number
 * @param collector the submitter's organisation where it counts for a namespace that nobody owns;
 *     −1 elsewhere
 * @param printed the value as it was printed, without trailing zeros
 * @param scores what was computed when it came in
 */
record CellResult(
    Position position,
    int protocol,
    int benchmark,
    boolean peer,
    double a,
    double variance,
    boolean fixed,
    boolean generative,
    double size,
    double months,
    double weight,
    int organisation,
    int counted,
    int collector,
    String printed,
    CellScores scores) {
  void write(DataOutput out) throws IOException {
    out.writeLong(position.index());
    out.writeInt(position.result());
    out.writeInt(protocol);
    out.writeInt(benchmark);
    out.writeBoolean(peer);
    out.writeBoolean(fixed);
    out.writeBoolean(generative);
    Codec.write(out, new double[] {a, variance, size, months, weight}, 5);
    out.writeInt(organisation);
    out.writeInt(counted);
    out.writeInt(collector);
    Codec.write(out, printed);
    scores.write(out);
  }

  static CellResult read(DataInput in) throws IOException {
    var position = new Position(in.readLong(), in.readInt());
    int protocol = in.readInt();
    int benchmark = in.readInt();
    boolean peer = in.readBoolean();
    boolean fixed = in.readBoolean();
    boolean generative = in.readBoolean();
    var numbers = Codec.readDoubles(in);
    return new CellResult(
        position,
        protocol,
        benchmark,
        peer,
        numbers[0],
        numbers[1],
        fixed,
        generative,
        numbers[2],
        numbers[3],
        numbers[4],
        in.readInt(),
        in.readInt(),
        in.readInt(),
        Codec.readString(in),
        CellScores.read(in));
  }
}
