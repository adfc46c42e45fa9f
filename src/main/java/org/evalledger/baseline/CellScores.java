package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What was computed for a result before it was folded in; NaN where a signal has nothing to say.
 *
 * @param level what it was compared with by size
 * @param profileLevel and by profile
 * @param sizeKnown whether its model's size was known, so that its z may calibrate others
 * @param zSize by size
 * @param pSize its p-value
 * @param zProfile by profile
 * @param pProfile its p-value
 * @param profileSpread the local spread of the profile regression
 * @param jump the step in a over its base model
 * @param zJump that step against the steps of honest pairs
 * @param zExcess its excess over the model's other steps, likewise
 */
public record CellScores(
    PeerLevel level,
    PeerLevel profileLevel,
    boolean sizeKnown,
    double zSize,
    double pSize,
    double zProfile,
    double pProfile,
    double profileSpread,
    double jump,
    double zJump,
    double zExcess) {
  private static final double NONE = Double.NaN;

  /** Nothing could be said. */
  public static CellScores none() {
    return new CellScores(
        PeerLevel.PRIOR, PeerLevel.PRIOR, false, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  /** A profile's z and p, and nothing else. */
  static CellScores profile(double z, double p) {
    return new CellScores(
        PeerLevel.PRIOR, PeerLevel.PRIOR, false, NONE, NONE, z, p, NONE, NONE, NONE, NONE);
  }

  void write(DataOutput out) throws IOException {
    Codec.write(out, level.name());
    Codec.write(out, profileLevel.name());
    out.writeBoolean(sizeKnown);
    Codec.write(
        out,
        new double[] {zSize, pSize, zProfile, pProfile, profileSpread, jump, zJump, zExcess},
        8);
  }

  static CellScores read(DataInput in) throws IOException {
    var level = PeerLevel.valueOf(Codec.readString(in));
    var profileLevel = PeerLevel.valueOf(Codec.readString(in));
    boolean sizeKnown = in.readBoolean();
    var all = Codec.readDoubles(in);
    return new CellScores(
        level,
        profileLevel,
        sizeKnown,
        all[0],
        all[1],
        all[2],
        all[3],
        all[4],
        all[5],
        all[6],
        all[7]);
  }
}
