package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * Another model whose results equal a statement's at full printed digits.
 *
 * @param model its id
 * @param revision its revision
 * @param benchmarks on how many benchmarks, at least three and all that both have
 * @param position one of the equal results
 * @param sameOrganisation whether an owner of the model or the submitter is the same
 */
public record EqualVector(
    String model, String revision, int benchmarks, Position position, boolean sameOrganisation) {
  private static final int LEAST = 3;

  static List<EqualVector> in(BaselineState state, List<Observation> results) {
    var found = new ArrayList<EqualVector>();
    var first = results.getFirst();
    var history = state.history(first.protocol());
    if (history == null || results.size() < LEAST) {
      return found;
    }
    int own = state.rows().find(first.subject().id(), first.subject().revision());
    for (int slot = 0; slot < history.slots(); slot++) {
      int row = history.row(slot);
      if (!history.dead(slot) && row != own && sameNumber(history.a(slot), first)) {
        consider(state, results, row, found);
      }
    }
    return found;
  }

  private static boolean sameNumber(double a, Observation observation) {
    return Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at
        && a == at.a();
  }

  private static void consider(
      BaselineState state, List<Observation> results, int row, List<EqualVector> found) {
    var other = state.rows().get(row);
    var equal = new ArrayList<String>();
    for (var observation : results) {
      var held = held(state, other, observation);
      if (held == Match.DIFFERENT) {
        return;
      }
      var benchmark = observation.protocol().benchmark();
      if (held == Match.EQUAL && !equal.contains(benchmark)) {
        equal.add(benchmark);
      }
    }
    if (equal.size() >= LEAST) {
      found.add(
          new EqualVector(
              state.rows().models.name(other.model),
              other.revision,
              equal.size(),
              other.results.getLast().position(),
              sameOrganisation(state, other, results.getFirst())));
    }
  }

  private enum Match {
    ABSENT,
    EQUAL,
    DIFFERENT
  }

  private static Match held(BaselineState state, ModelRow other, Observation observation) {
    int key = state.find(observation.protocol());
    var printed = observation.reported().value().stripTrailingZeros().toPlainString();
    for (var result : other.results.reversed()) {
      if (result.protocol() == key) {
        return result.printed().equals(printed) ? Match.EQUAL : Match.DIFFERENT;
      }
    }
    return Match.ABSENT;
  }

  private static boolean sameOrganisation(
      BaselineState state, ModelRow other, Observation observation) {
    for (var owner : observation.subject().owners()) {
      if (other.owners.contains(state.rows().organisations.find(owner))) {
        return true;
      }
    }
    return false;
  }
}
