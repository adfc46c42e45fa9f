package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history of one key: of each model revision the latest result, at most 20,000, in plain arrays
 * by slot in the order they came; the z-values stored beside it; the fit in force and the next one.
 */
final class KeyHistory {
  static final int CAPACITY = 20_000;
  static final int SHARE = 20;
  static final int FREE = 8;

  /** So many of one collector's results in namespaces that nobody owns are at full weight. */
  static final int UNOWNED_FREE = 30;

  /** Beyond, all of them together weigh as much as one in so many of all others. */
  static final int UNOWNED_SHARE = 8;

  static final int REFIT_LEAST = 100;
  static final int REFIT_DELAY = 256;
  static final double DECAY_MONTHS = 6;

  private int slots;
  private int live;
  private int oldest;
  private int inserted;
  private int[] rows = new int[16];
  private int[] organisations = new int[16];
  private int[] counted = new int[16];
  private int[] collectors = new int[16];
  private int[] sizeClasses = new int[16];
  private long[] indices = new long[16];
  private int[] results = new int[16];
  private double[] values = new double[16];
  private double[] variances = new double[16];
  private double[] sizes = new double[16];
  private double[] months = new double[16];
  private double[] growth = new double[16];
  private double[] weights = new double[16];
  private boolean[] dead = new boolean[16];

  private double[] distinctSizes = new double[16];
  private int distinct;
  private final Map<Long, Integer> sizeClassOf = new HashMap<>();

  private Column column = new Column();
  private Ints slotOfRow = new Ints();
  private Ints held = new Ints();

  /** By collector: how many live results it has in namespaces that nobody owns. */
  private Ints unowned = new Ints();

  Calibration size = new Calibration();
  Calibration profile = new Calibration();
  Calibration spread = new Calibration();
  Calibration jump = new Calibration();
  Calibration zJump = new Calibration();
  Calibration zExcess = new Calibration();

  private @Nullable Fit active;
  private @Nullable Fit pending;
  private long pendingFrom;
  private int lastFit;

  /** A fit for a history that has none yet, and the change it was made after; never stored. */
  private @Nullable Fit early;

  private long earlyCopies;

  private double medianSpread = Double.NaN;
  private boolean spreadStale = true;

  int slots() {
    return slots;
  }

  int live() {
    return live;
  }

  boolean dead(int slot) {
    return dead[slot];
  }

  int row(int slot) {
    return rows[slot];
  }

  int organisation(int slot) {
    return organisations[slot];
  }

  int counted(int slot) {
    return counted[slot];
  }

  /** Who answers for a result in a namespace that nobody owns, −1 for all other results. */
  int collector(int slot) {
    return collectors[slot];
  }

  double a(int slot) {
    return values[slot];
  }

  double variance(int slot) {
    return variances[slot];
  }

  double size(int slot) {
    return sizes[slot];
  }

  double months(int slot) {
    return months[slot];
  }

  /** exp(t/6), t in months. */
  double growth(int slot) {
    return growth[slot];
  }

  int sizeClass(int slot) {
    return sizeClasses[slot];
  }

  /** How many different sizes there are. */
  int distinctSizes() {
    return distinct;
  }

  double distinctSize(int sizeClass) {
    return distinctSizes[sizeClass];
  }

  Position position(int slot) {
    return new Position(indices[slot], results[slot]);
  }

  Column column() {
    return column;
  }

  int slotOf(int row) {
    return slotOfRow.getOr(row, -1);
  }

  /**
   * The say of a slot: by relation and rung, and so that no organisation's results together weigh
   * more than eight and a twentieth of all others', and none of one collector's in namespaces that
   * nobody owns more than thirty and an eighth of all others': namespaces cost nothing to invent.
   * Where a collector's board is all there is, this lowers all alike and changes nothing.
   */
  double weight(int slot) {
    double byOrganisation = capped(weights[slot], held.get(counted[slot]), FREE, SHARE);
    int collector = collectors[slot];
    return collector < 0
        ? byOrganisation
        : capped(byOrganisation, unowned.get(collector), UNOWNED_FREE, UNOWNED_SHARE);
  }

  private double capped(double weight, int own, int free, int share) {
    if (own <= free) {
      return weight;
    }
    double most = free + (live - own) / (double) share;
    return own <= most ? weight : weight * most / own;
  }

  /** Makes {@code result} the row's latest. */
  void insert(int row, CellResult result) {
    remove(row);
    if (live >= CAPACITY) {
      evict(result);
    }
    grow();
    rows[slots] = row;
    organisations[slots] = result.organisation();
    counted[slots] = result.counted();
    collectors[slots] = result.collector();
    indices[slots] = result.position().index();
    results[slots] = result.position().result();
    values[slots] = result.a();
    variances[slots] = result.variance();
    sizes[slots] = result.size();
    sizeClasses[slots] = sizeClass(result.size());
    months[slots] = result.months();
    growth[slots] = StrictMath.exp(result.months() / DECAY_MONTHS);
    weights[slots] = result.weight();
    dead[slots] = false;
    column.set(row, result.a());
    slotOfRow.put(row, slots, -1);
    count(slots, 1);
    slots++;
    live++;
    inserted++;
    early = null;
  }

  /** Takes the row's result out. */
  void remove(int row) {
    int slot = slotOf(row);
    if (slot < 0) {
      return;
    }
    dead[slot] = true;
    column.set(row, Double.NaN);
    slotOfRow.put(row, -1, -1);
    count(slot, -1);
    live--;
    early = null;
  }

  private void count(int slot, int more) {
    held.put(counted[slot], held.getOr(counted[slot], 0) + more, 0);
    int collector = collectors[slot];
    if (collector >= 0) {
      unowned.put(collector, unowned.getOr(collector, 0) + more, 0);
    }
  }

  /**
   * Makes room: at the expense of the newcomer's organisation, or of its collector, where those
   * hold their full share.
   */
  private void evict(CellResult newcomer) {
    int collector = newcomer.collector();
    if (held.getOr(newcomer.counted(), 0) >= CAPACITY / SHARE) {
      removeOldest(counted, newcomer.counted());
    } else if (collector >= 0 && unowned.getOr(collector, 0) >= CAPACITY / UNOWNED_SHARE) {
      removeOldest(collectors, collector);
    } else {
      while (dead[oldest]) {
        oldest++;
      }
      remove(rows[oldest]);
    }
  }

  private void removeOldest(int[] of, int whose) {
    int slot = 0;
    while (dead[slot] || of[slot] != whose) {
      slot++;
    }
    remove(rows[slot]);
  }

  private int sizeClass(double size) {
    if (Double.isNaN(size)) {
      return -1;
    }
    long bits = Double.doubleToLongBits(size);
    var known = sizeClassOf.get(bits);
    if (known != null) {
      return known;
    }
    if (distinct == distinctSizes.length) {
      distinctSizes = Arrays.copyOf(distinctSizes, 2 * distinct);
    }
    distinctSizes[distinct] = size;
    sizeClassOf.put(bits, distinct);
    return distinct++;
  }

  private void grow() {
    if (slots < rows.length) {
      return;
    }
    int to = 2 * slots;
    rows = Arrays.copyOf(rows, to);
    organisations = Arrays.copyOf(organisations, to);
    counted = Arrays.copyOf(counted, to);
    collectors = Arrays.copyOf(collectors, to);
    sizeClasses = Arrays.copyOf(sizeClasses, to);
    indices = Arrays.copyOf(indices, to);
    results = Arrays.copyOf(results, to);
    values = Arrays.copyOf(values, to);
    variances = Arrays.copyOf(variances, to);
    sizes = Arrays.copyOf(sizes, to);
    months = Arrays.copyOf(months, to);
    growth = Arrays.copyOf(growth, to);
    weights = Arrays.copyOf(weights, to);
    dead = Arrays.copyOf(dead, to);
  }

  /** The fit in force for results assessed at {@code prefix}. */
  Fit fit(long prefix, ModelRows models) {
    if (pending != null && prefix >= pendingFrom) {
      return pending;
    }
    if (active != null) {
      return active;
    }
    if (early == null || earlyCopies != models.copyChanges()) {
      early = Fit.of(this, models);
      earlyCopies = models.copyChanges();
    }
    return early;
  }

  /**
   * After entry {@code index} was folded: a fit that is due is made from the history as it now is,
   * and takes effect 256 entries later, so that a service may make it beside its sequencer.
   */
  void refitWhenDue(long index, ModelRows models) {
    promote(index + 1);
    if (pending == null && inserted >= StrictMath.max(REFIT_LEAST, lastFit / 50)) {
      pending = Fit.of(this, models);
      pendingFrom = index + REFIT_DELAY;
      lastFit = live;
      inserted = 0;
    }
  }

  private void promote(long prefix) {
    if (pending != null && prefix >= pendingFrom) {
      active = pending;
      pending = null;
      compact(active);
    }
  }

  /** Drops dead slots that the fit in force does not rest on. */
  private void compact(Fit fit) {
    var kept = new int[slots];
    int count = 0;
    for (int i = 0; i < slots; i++) {
      if (!dead[i] || fit.uses(i)) {
        kept[count++] = i;
      }
    }
    if (count == slots) {
      return;
    }
    fit.compact(kept, count);
    for (int to = 0; to < count; to++) {
      move(kept[to], to);
    }
    slots = count;
    oldest = 0;
  }

  private void move(int from, int to) {
    rows[to] = rows[from];
    organisations[to] = organisations[from];
    counted[to] = counted[from];
    collectors[to] = collectors[from];
    sizeClasses[to] = sizeClasses[from];
    indices[to] = indices[from];
    results[to] = results[from];
    values[to] = values[from];
    variances[to] = variances[from];
    sizes[to] = sizes[from];
    months[to] = months[from];
    growth[to] = growth[from];
    weights[to] = weights[from];
    dead[to] = dead[from];
    if (!dead[to]) {
      slotOfRow.put(rows[to], to, -1);
    }
  }

  /** Stores what was computed for a result that now is in the history. */
  void store(CellResult result) {
    var scores = result.scores();
    if (scores.sizeKnown() && !Double.isNaN(scores.zSize())) {
      size.add(scores.zSize(), result.counted(), result.collector(), result.position());
    }
    if (!Double.isNaN(scores.zProfile())) {
      profile.add(scores.zProfile(), result.counted(), result.collector(), result.position());
      spread.add(scores.profileSpread(), result.counted(), result.collector(), result.position());
      spreadStale = true;
    }
  }

  /** Stores the step of a result over its base model. */
  void storeJump(CellResult result) {
    var scores = result.scores();
    if (!Double.isNaN(scores.jump())) {
      jump.add(scores.jump(), result.counted(), result.collector(), result.position());
    }
    if (!Double.isNaN(scores.zJump())) {
      zJump.add(scores.zJump(), result.counted(), result.collector(), result.position());
    }
    if (!Double.isNaN(scores.zExcess())) {
      zExcess.add(scores.zExcess(), result.counted(), result.collector(), result.position());
    }
  }

  /** Forgets what was stored for a result. */
  void forget(Position position) {
    size.remove(position);
    profile.remove(position);
    spread.remove(position);
    jump.remove(position);
    zJump.remove(position);
    zExcess.remove(position);
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

  void write(DataOutput out) throws IOException {
    out.writeInt(live);
    out.writeInt(oldest);
    out.writeInt(inserted);
    out.writeInt(lastFit);
    Codec.write(out, rows, slots);
    Codec.write(out, organisations, slots);
    Codec.write(out, counted, slots);
    Codec.write(out, collectors, slots);
    Codec.write(out, indices, slots);
    Codec.write(out, results, slots);
    Codec.write(out, values, slots);
    Codec.write(out, variances, slots);
    Codec.write(out, sizes, slots);
    Codec.write(out, months, slots);
    Codec.write(out, weights, slots);
    for (int i = 0; i < slots; i++) {
      out.writeBoolean(dead[i]);
    }
    column.write(out);
    slotOfRow.write(out);
    held.write(out);
    unowned.write(out);
    for (var calibration : calibrations()) {
      calibration.write(out);
    }
    write(out, active);
    write(out, pending);
    out.writeLong(pendingFrom);
  }

  private Calibration[] calibrations() {
    return new Calibration[] {size, profile, spread, jump, zJump, zExcess};
  }

  private static void write(DataOutput out, @Nullable Fit fit) throws IOException {
    out.writeBoolean(fit != null);
    if (fit != null) {
      fit.write(out);
    }
  }

  static KeyHistory read(DataInput in) throws IOException {
    var history = new KeyHistory();
    history.live = in.readInt();
    history.oldest = in.readInt();
    history.inserted = in.readInt();
    history.lastFit = in.readInt();
    history.readSlots(in);
    history.column = Column.read(in);
    history.slotOfRow = Ints.read(in);
    history.held = Ints.read(in);
    history.unowned = Ints.read(in);
    history.size = Calibration.read(in);
    history.profile = Calibration.read(in);
    history.spread = Calibration.read(in);
    history.jump = Calibration.read(in);
    history.zJump = Calibration.read(in);
    history.zExcess = Calibration.read(in);
    history.active = in.readBoolean() ? Fit.read(in) : null;
    history.pending = in.readBoolean() ? Fit.read(in) : null;
    history.pendingFrom = in.readLong();
    return history;
  }

  private void readSlots(DataInput in) throws IOException {
    rows = Codec.readInts(in);
    slots = rows.length;
    organisations = Codec.readInts(in);
    counted = Codec.readInts(in);
    collectors = Codec.readInts(in);
    indices = Codec.readLongs(in);
    results = Codec.readInts(in);
    values = Codec.readDoubles(in);
    variances = Codec.readDoubles(in);
    sizes = Codec.readDoubles(in);
    months = Codec.readDoubles(in);
    weights = Codec.readDoubles(in);
    growth = new double[slots];
    sizeClasses = new int[slots];
    dead = new boolean[slots];
    for (int i = 0; i < slots; i++) {
      dead[i] = in.readBoolean();
      growth[i] = StrictMath.exp(months[i] / DECAY_MONTHS);
      sizeClasses[i] = sizeClass(sizes[i]);
    }
    if (slots == 0) {
      rows = new int[0];
      slots = 1;
      grow();
      slots = 0;
    }
  }
}
