package org.evalledger.baseline;

import java.util.List;

/**
 * The model revision a result is about.
 *
 * @param id {@code namespace/name}
 * @param revision which weights
 * @param owners organisations that own its namespace, with their affiliates; empty when nobody does
 * @param lineage ids of models it descends from, nearest first
 * @param size what the statement says of its size
 * @param adapted whether an adapter or steering was on top of the weights that the id names
 */
public record Subject(
    String id,
    String revision,
    List<String> owners,
    List<String> lineage,
    Size size,
    boolean adapted) {
  public Subject {
    owners = List.copyOf(owners);
    lineage = List.copyOf(lineage);
  }
}
