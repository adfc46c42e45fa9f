package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fit of one history that is in force, and the one to come. */
final class Fits {
  private @Nullable Fit active;
  private @Nullable Fit pending;
  private long pendingFrom;

  /** How many results the last fit was made from, and how many came since. */
  private int lastFit;

  private int inserted;

  /** A fit for a history that has none yet, and the change it was made after; never stored. */
  private @Nullable Fit early;

  private long earlyCopies;

  /** Notes that a result came. */
  void inserted() {
    inserted++;
    early = null;
  }

  /** Notes that a result went. */
  void removed() {
    early = null;
  }

  /** The fit in force for results assessed at {@code prefix}. */
  Fit at(long prefix, KeyHistory history, ModelRows models) {
    if (pending != null && prefix >= pendingFrom) {
      return pending;
    }
    if (active != null) {
      return active;
    }
    if (early == null || earlyCopies != models.copyChanges()) {
      early = Fit.of(history, models);
      earlyCopies = models.copyChanges();
    }
    return early;
  }

  /** The fit that comes into force at {@code prefix}; null when none does. */
  @Nullable Fit promoted(long prefix) {
    if (pending == null || prefix < pendingFrom) {
      return null;
    }
    active = pending;
    pending = null;
    return active;
  }

  /** Makes a fit after entry {@code index} where one is due, and none is to come. */
  void refitWhenDue(long index, KeyHistory history, ModelRows models) {
    if (pending == null && inserted >= StrictMath.max(KeyHistory.REFIT_LEAST, lastFit / 50)) {
      pending = Fit.of(history, models);
      pendingFrom = index + KeyHistory.REFIT_DELAY;
      lastFit = history.live();
      inserted = 0;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(inserted);
    out.writeInt(lastFit);
    write(out, active);
    write(out, pending);
    out.writeLong(pendingFrom);
  }

  private static void write(DataOutput out, @Nullable Fit fit) throws IOException {
    out.writeBoolean(fit != null);
    if (fit != null) {
      fit.write(out);
    }
  }

  static Fits read(DataInput in) throws IOException {
    var fits = new Fits();
    fits.inserted = in.readInt();
    fits.lastFit = in.readInt();
    fits.active = in.readBoolean() ? Fit.read(in) : null;
    fits.pending = in.readBoolean() ? Fit.read(in) : null;
    fits.pendingFrom = in.readLong();
    return fits;
  }
}
