package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One model revision: who owns it, how large it is, its current results. */
final class ModelRow {
  final int model;
  final String revision;

  /** Organisations that own the model's namespace, and what stands for it, by number. */
  final Ints owners = new Ints();

  /** Who stated a size, by number of the organisation; beside {@link #statedSizes}. */
  final Ints sizeOrganisations = new Ints();

  /** The smallest log2 size each of {@link #sizeOrganisations} ever stated. */
  final List<Double> statedSizes = new ArrayList<>();

  /** The row this one is a near-copy of, −1 for none. */
  int copyOf = -1;

  /** Rows that are near-copies of this one. */
  final Ints copies = new Ints();

  /** Its current results, oldest first. */
  final List<CellResult> results = new ArrayList<>();

  ModelRow(int model, String revision) {
    this.model = model;
    this.revision = revision;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(model);
    Codec.write(out, revision);
    owners.write(out);
    sizeOrganisations.write(out);
    Codec.write(
        out, statedSizes.stream().mapToDouble(Double::doubleValue).toArray(), statedSizes.size());
    out.writeInt(copyOf);
    copies.write(out);
    out.writeInt(results.size());
    for (var result : results) {
      result.write(out);
    }
  }

  static ModelRow read(DataInput in) throws IOException {
    var row = new ModelRow(in.readInt(), Codec.readString(in));
    Ints.read(in).addTo(row.owners);
    Ints.read(in).addTo(row.sizeOrganisations);
    for (double size : Codec.readDoubles(in)) {
      row.statedSizes.add(size);
    }
    row.copyOf = in.readInt();
    Ints.read(in).addTo(row.copies);
    for (int left = in.readInt(); left > 0; left--) {
      row.results.add(CellResult.read(in));
    }
    return row;
  }

  /** Whether it is by an owner, or by somebody with a role and no part in the model. */
  boolean speaks(CellResult result) {
    return result.counted() != result.organisation() || owners.contains(result.organisation());
  }

  /** Notes a stated size, keeping the smallest. */
  void state(int organisation, double size) {
    for (int i = 0; i < sizeOrganisations.size(); i++) {
      if (sizeOrganisations.get(i) == organisation) {
        statedSizes.set(i, StrictMath.min(statedSizes.get(i), size));
        return;
      }
    }
    sizeOrganisations.add(organisation);
    statedSizes.add(size);
  }

  /**
   * The size it has as a peer of others: the smallest an owner stated, else the first stated by
   * anybody; so that a rival cannot shift it. NaN when unknown.
   */
  double peerSize() {
    double byOwners = size(-1);
    return Double.isNaN(byOwners) && !statedSizes.isEmpty() ? statedSizes.getFirst() : byOwners;
  }

  /** The smallest size that {@code organisation} or an owner stated, NaN when none did. */
  double size(int organisation) {
    double smallest = Double.NaN;
    for (int i = 0; i < sizeOrganisations.size(); i++) {
      int by = sizeOrganisations.get(i);
      double size = statedSizes.get(i);
      if ((by == organisation || owners.contains(by))
          && (Double.isNaN(smallest) || size < smallest)) {
        smallest = size;
      }
    }
    return smallest;
  }
}
