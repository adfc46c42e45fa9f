package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The history of one key: of each model revision the latest result, at most 20,000; the figures
 * stored beside it; the fit in force and the next one. A key costs what it holds: nothing in it
 * grows with the number of models that others brought.
 */
final class KeyHistory {
  static final int CAPACITY = 20_000;
  static final int REFIT_LEAST = 100;
  static final int REFIT_DELAY = 256;
  static final double DECAY_MONTHS = 6;

  private final Slots slots;
  private final StoredFigures stored;
  private final Fits fits;
  private final Column column;
  private final IntMap slotOfRow = new IntMap();
  private final Shares shares = new Shares();

  /** No live slot is before it. */
  private int oldest;

  KeyHistory() {
    this(new Slots(), new Column(), new StoredFigures(), new Fits());
  }

  private KeyHistory(Slots slots, Column column, StoredFigures stored, Fits fits) {
    this.slots = slots;
    this.column = column;
    this.stored = stored;
    this.fits = fits;
  }

  int slots() {
    return slots.count;
  }

  int live() {
    return shares.live();
  }

  boolean dead(int slot) {
    return slots.dead[slot];
  }

  int row(int slot) {
    return slots.rows[slot];
  }

  int organisation(int slot) {
    return slots.organisations[slot];
  }

  int counted(int slot) {
    return slots.counted[slot];
  }

  /** Who answers for a result in a namespace that nobody owns, −1 for all other results. */
  int collector(int slot) {
    return slots.collectors[slot];
  }

  double a(int slot) {
    return slots.values[slot];
  }

  double variance(int slot) {
    return slots.variances[slot];
  }

  double size(int slot) {
    return slots.sizes[slot];
  }

  double months(int slot) {
    return slots.months[slot];
  }

  /** exp(t/6), t in months. */
  double growth(int slot) {
    return slots.growth[slot];
  }

  int sizeClass(int slot) {
    return slots.sizeClasses[slot];
  }

  /** How many different sizes there are. */
  int distinctSizes() {
    return slots.distinct;
  }

  double distinctSize(int sizeClass) {
    return slots.distinctSizes[sizeClass];
  }

  Position position(int slot) {
    return slots.position(slot);
  }

  Column column() {
    return column;
  }

  StoredFigures stored() {
    return stored;
  }

  int slotOf(int row) {
    return slotOfRow.getOr(row, -1);
  }

  Shares shares() {
    return shares;
  }

  /** The say of a slot: by relation and rung, and by what its owner has beside it. */
  double weight(int slot) {
    return shares.of(slots.weights[slot], slots.counted[slot], slots.collectors[slot]);
  }

  /** Makes {@code result} the row's latest. */
  void insert(int row, CellResult result) {
    remove(row);
    if (live() >= CAPACITY) {
      evict(result);
    }
    int slot = slots.add(row, result);
    column.set(row, result.a());
    slotOfRow.put(row, slot);
    count(slot, 1);
    fits.inserted();
  }

  /** Takes the row's result out. */
  void remove(int row) {
    int slot = slotOf(row);
    if (slot < 0) {
      return;
    }
    slots.dead[slot] = true;
    column.set(row, Double.NaN);
    slotOfRow.remove(row);
    count(slot, -1);
    fits.removed();
  }

  private void count(int slot, int more) {
    shares.count(slots.counted[slot], slots.collectors[slot], more);
  }

  /**
   * Makes room: at the expense of the newcomer's organisation, or of its collector, where those
   * hold their full share.
   */
  private void evict(CellResult newcomer) {
    if (shares.held(newcomer.counted()) >= CAPACITY / Shares.SHARE) {
      remove(row(slots.oldest(slots.counted, newcomer.counted())));
    } else if (shares.unowned(newcomer.collector()) >= CAPACITY / Shares.UNOWNED_SHARE) {
      remove(row(slots.oldest(slots.collectors, newcomer.collector())));
    } else {
      while (slots.dead[oldest]) {
        oldest++;
      }
      remove(row(oldest));
    }
  }

  /** The fit in force for results assessed at {@code prefix}. */
  Fit fit(long prefix, ModelRows models) {
    return fits.at(prefix, this, models);
  }

  /**
   * After entry {@code index} was folded: a fit that is due is made from the history as it now is,
   * and takes effect 256 entries later, so that a service may make it beside its sequencer.
   */
  void refitWhenDue(long index, ModelRows models) {
    var promoted = fits.promoted(index + 1);
    if (promoted != null) {
      compact(promoted);
    }
    fits.refitWhenDue(index, this, models);
  }

  /** Drops dead slots that the fit in force does not rest on. */
  private void compact(Fit fit) {
    var kept = new int[slots()];
    int left = 0;
    for (int i = 0; i < slots(); i++) {
      if (!dead(i) || fit.uses(i)) {
        kept[left++] = i;
      }
    }
    if (left == slots()) {
      return;
    }
    fit.compact(kept, left);
    slots.keep(kept, left);
    oldest = 0;
    for (int slot = 0; slot < left; slot++) {
      if (!dead(slot)) {
        slotOfRow.put(row(slot), slot);
      }
    }
  }

  /** How many cells its arrays have, whatever stands in them; stored figures aside. */
  long cells() {
    return slots.rows.length + slotOfRow.cells() + shares.cells() + column.cells();
  }

  void write(DataOutput out) throws IOException {
    slots.write(out);
    out.writeInt(oldest);
    column.write(out);
    stored.write(out);
    fits.write(out);
  }

  static KeyHistory read(DataInput in) throws IOException {
    var slots = Slots.read(in);
    int oldest = in.readInt();
    var history = new KeyHistory(slots, Column.read(in), StoredFigures.read(in), Fits.read(in));
    history.oldest = oldest;
    for (int slot = 0; slot < slots.count; slot++) {
      if (!slots.dead[slot]) {
        history.slotOfRow.put(slots.rows[slot], slot);
        history.count(slot, 1);
      }
    }
    return history;
  }
}
