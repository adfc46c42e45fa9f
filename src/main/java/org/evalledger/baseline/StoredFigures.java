package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The figures stored beside one history, by which new ones are judged. */
final class StoredFigures {
  /** z by size. */
  final Calibration size;

  /** z by profile. */
  final Calibration profile;

  /**
   * z by size and by profile of results that were compared under one of a benchmark's protocols.
   * They judge what is compared under another, or across them, while too few were: a protocol that
   * is new buys nobody the leniency that a new benchmark is owed.
   */
  final Calibration nearSize;

  final Calibration nearProfile;

  /** Local spreads of the regressions by profile. */
  final Calibration spread;

  /** Steps over base models. */
  final Calibration jump;

  /** The z of those steps, and of their excess over the models' other steps. */
  final Calibration zJump;

  final Calibration zExcess;

  private double medianSpread = Double.NaN;
  private boolean spreadStale = true;

  StoredFigures() {
    this(
        new Calibration(),
        new Calibration(),
        new Calibration(),
        new Calibration(),
        new Calibration(),
        new Calibration(),
        new Calibration(),
        new Calibration());
  }

  private StoredFigures(
      Calibration size,
      Calibration profile,
      Calibration nearSize,
      Calibration nearProfile,
      Calibration spread,
      Calibration jump,
      Calibration zJump,
      Calibration zExcess) {
    this.size = size;
    this.profile = profile;
    this.nearSize = nearSize;
    this.nearProfile = nearProfile;
    this.spread = spread;
    this.jump = jump;
    this.zJump = zJump;
    this.zExcess = zExcess;
  }

  /** Stores how a result that now is in the history lies by size. */
  void storeSize(CellResult result) {
    if (result.scores().sizeKnown()) {
      add(size, result.scores().zSize(), result);
    }
  }

  /** Stores how it lies by profile. */
  void storeProfile(CellResult result) {
    if (!Double.isNaN(result.scores().zProfile())) {
      add(profile, result.scores().zProfile(), result);
      add(spread, result.scores().profileSpread(), result);
      spreadStale = true;
    }
  }

  /** Stores beside a benchmark how a result lies by size under one of its protocols. */
  void storeNearSize(CellResult result) {
    if (result.scores().sizeKnown()) {
      add(nearSize, result.scores().zSize(), result);
    }
  }

  /** Stores how it lies by profile. */
  void storeNearProfile(CellResult result) {
    add(nearProfile, result.scores().zProfile(), result);
  }

  /** Stores the step of a result over its base model. */
  void storeJump(CellResult result) {
    add(jump, result.scores().jump(), result);
    add(zJump, result.scores().zJump(), result);
    add(zExcess, result.scores().zExcess(), result);
  }

  private static void add(Calibration calibration, double figure, CellResult result) {
    if (!Double.isNaN(figure)) {
      calibration.add(figure, result.counted(), result.collector(), result.position());
    }
  }

  /** Forgets what was stored for a result. */
  void forget(Position position) {
    for (var calibration : all()) {
      calibration.remove(position);
    }
    spreadStale = true;
  }

  /** The median spread stored, NaN when none is. */
  double medianSpread() {
    if (spreadStale) {
      medianSpread = spread.median();
      spreadStale = false;
    }
    return medianSpread;
  }

  private Calibration[] all() {
    return new Calibration[] {size, profile, nearSize, nearProfile, spread, jump, zJump, zExcess};
  }

  void write(DataOutput out) throws IOException {
    for (var calibration : all()) {
      calibration.write(out);
    }
  }

  static StoredFigures read(DataInput in) throws IOException {
    return new StoredFigures(
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in),
        Calibration.read(in));
  }
}
