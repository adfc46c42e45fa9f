package org.evalledger.baseline;

import java.util.List;

/**
 * The model revision a result is about.
 *
 * @param id {@code namespace/name}
 * @param revision which weights
 * @param owners organisations that own its namespace, then their affiliates; empty when nobody does
 * @param kin organisations that count as one with an owner, also where they alone say so: what they
 *     state is left out, and has no power over the model
 * @param lineage ids of models it descends from as owners say, nearest first
 * @param claimed further ones that a statement by somebody else claims; these bind that statement
 *     alone, or anybody could take a rival's model out of its family's comparison, or another in
 * @param size what the statement says of its size
 * @param ownersSize the smallest that owners ever stated apart from results; unknown for none
 * @param adapted whether an adapter or steering was on top of the weights that the id names
 */
public record Subject(
    String id,
    String revision,
    List<String> owners,
    List<String> kin,
    List<String> lineage,
    List<String> claimed,
    Size size,
    Size ownersSize,
    boolean adapted) {
  /** Before the name of a namespace that stands for an organisation. */
  static final String NAMESPACE = "ns:";

  /** Of which nobody but the owner's statement itself tells. */
  public Subject(
      String id,
      String revision,
      List<String> owners,
      List<String> lineage,
      Size size,
      boolean adapted) {
    this(
        id,
        revision,
        owners,
        List.of(),
        lineage,
        List.of(),
        size,
        new Size.Unknown("not stated"),
        adapted);
  }

  /**
   * The organisation that its namespace stands for, whoever was granted it by now: {@code
   * ns:namespace}. No registered organisation has a colon in its id.
   */
  String namespace() {
    int slash = id.indexOf('/');
    return NAMESPACE + (slash < 0 ? id : id.substring(0, slash));
  }

  /** Whether {@code organisation} owns it, or counts as one with an owner. */
  boolean speaks(String organisation) {
    return owners.contains(organisation) || kin.contains(organisation);
  }

  /** The first sixteen of its {@link #lineage}: what else is named binds nobody. */
  List<String> nearestAncestors() {
    return lineage.stream().distinct().limit(Families.MOST_ANCESTORS).toList();
  }

  /** The smaller of what the statement and the owners say, in log2 of billions; NaN for none. */
  double stated() {
    double own = size.log2Billions();
    double byOwners = ownersSize.log2Billions();
    if (Double.isNaN(own) || Double.isNaN(byOwners)) {
      return Double.isNaN(own) ? byOwners : own;
    }
    return StrictMath.min(own, byOwners);
  }

  public Subject {
    owners = List.copyOf(owners);
    lineage = List.copyOf(lineage);
    kin = List.copyOf(kin);
    claimed = List.copyOf(claimed);
  }
}
