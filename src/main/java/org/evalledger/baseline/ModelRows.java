package org.evalledger.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All model revisions, numbered in the order they came, and who belongs to whom. */
final class ModelRows {
  private final List<ModelRow> rows = new ArrayList<>();
  private final Map<RowKey, Integer> numbers = new HashMap<>();

  /** By row: the one it is a near-copy of, −1 for none; beside the rows, as peers are many. */
  private final Ints copyOf = new Ints();

  /** By organisation: the rows whose namespace it owns. */
  private final List<Ints> owned = new ArrayList<>();

  /** By model: its rows. */
  private final List<Ints> revisions = new ArrayList<>();

  /** Which models descend from which. */
  private Families families = new Families();

  /** log2 size in billions by row. */
  Column sizes = new Column();

  /** Months since 2020 by row. */
  Column months = new Column();

  Names organisations = new Names();
  Names models = new Names();
  private long copyChanges;

  private record RowKey(int model, String revision) {}

  int size() {
    return rows.size();
  }

  ModelRow get(int row) {
    return rows.get(row);
  }

  int copyOf(int row) {
    return copyOf.get(row);
  }

  /** How often any row became, or ceased to be, a near-copy. */
  long copyChanges() {
    return copyChanges;
  }

  /** Makes {@code row} a near-copy of {@code of}, or of none with −1. */
  void copy(int row, int of) {
    var changed = rows.get(row);
    if (changed.copyOf == of) {
      return;
    }
    if (changed.copyOf >= 0) {
      rows.get(changed.copyOf).copies.remove(row);
    }
    changed.copyOf = of;
    copyOf.put(row, of, -1);
    if (of >= 0) {
      rows.get(of).copies.add(row);
    }
    copyChanges++;
  }

  /** The row of a model revision, −1 when it never had a result. */
  int find(String model, String revision) {
    int number = models.find(model);
    return number < 0 ? -1 : numbers.getOrDefault(new RowKey(number, revision), -1);
  }

  /** The row of what {@code first} is about, a new one when it is new; owners are added. */
  int row(Observation first) {
    var subject = first.subject();
    int model = models.number(subject.id());
    var known = numbers.get(new RowKey(model, subject.revision()));
    int row = known == null ? add(model, subject.revision()) : known;
    var described = rows.get(row);
    subject.owners().forEach(owner -> own(described, row, owner));
    own(described, row, subject.namespace());
    if (subject.speaks(first.submitter().organisation()) || !subject.lineage().isEmpty()) {
      var lineage = new Ints();
      subject.nearestAncestors().forEach(ancestor -> lineage.add(models.number(ancestor)));
      families.state(model, lineage);
    }
    return row;
  }

  private void own(ModelRow described, int row, String owner) {
    int organisation = organisations.number(owner);
    if (!described.owners.contains(organisation)) {
      described.owners.add(organisation);
      at(owned, organisation).add(row);
    }
  }

  private int add(int model, String revision) {
    int row = rows.size();
    rows.add(new ModelRow(model, revision));
    copyOf.add(-1);
    numbers.put(new RowKey(model, revision), row);
    at(revisions, model).add(row);
    return row;
  }

  private static Ints at(List<Ints> lists, int number) {
    while (lists.size() <= number) {
      lists.add(new Ints());
    }
    return lists.get(number);
  }

  /** The rows whose namespace {@code organisation} owns. */
  Ints ownedBy(int organisation) {
    return organisation < owned.size() ? owned.get(organisation) : new Ints();
  }

  /** The rows of {@code model}. */
  Ints revisionsOf(int model) {
    return model < revisions.size() ? revisions.get(model) : new Ints();
  }

  Families families() {
    return families;
  }

  void write(DataOutput out) throws IOException {
    organisations.write(out);
    models.write(out);
    out.writeInt(rows.size());
    for (var row : rows) {
      row.write(out);
    }
    families.write(out);
    sizes.write(out);
    months.write(out);
  }

  static ModelRows read(DataInput in) throws IOException {
    var read = new ModelRows();
    read.organisations = Names.read(in);
    read.models = Names.read(in);
    for (int left = in.readInt(); left > 0; left--) {
      read.restore(ModelRow.read(in));
    }
    read.families = Families.read(in, read.models.size());
    read.sizes = Column.read(in);
    read.months = Column.read(in);
    return read;
  }

  private static void checkNumber(int number, Names names) throws IOException {
    if (number < 0 || number >= names.size()) {
      throw new IOException("name %d of %d".formatted(number, names.size()));
    }
  }

  private void restore(ModelRow described) throws IOException {
    checkNumber(described.model, models);
    for (int i = 0; i < described.owners.size(); i++) {
      checkNumber(described.owners.get(i), organisations);
    }
    int row = rows.size();
    rows.add(described);
    copyOf.add(described.copyOf);
    numbers.put(new RowKey(described.model, described.revision), row);
    at(revisions, described.model).add(row);
    for (int i = 0; i < described.owners.size(); i++) {
      at(owned, described.owners.get(i)).add(row);
    }
  }
}
