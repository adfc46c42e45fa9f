package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A model of somebody else whose results equal a statement's at full printed digits.
 *
 * @param model its id
 * @param revision its revision
 * @param benchmarks on how many benchmarks, at least three and all that both have
 * @param position one of the equal results
 */
public record EqualVector(String model, String revision, int benchmarks, Position position) {
  private static final int LEAST = 3;
  private static final int MOST = 10;
  private static final int SEARCHED = 3;

  /**
   * At most ten, over all that is current of the model revision: whoever hands a copy in piece by
   * piece hides nothing. Equal ones must agree wherever both have a result, so that the three
   * fullest of the statement's histories are enough to look for them.
   */
  static List<EqualVector> in(
      BaselineState state, List<Observation> results, List<CellResult> earlier) {
    var first = results.getFirst();
    int own = state.rows().find(first.subject().id(), first.subject().revision());
    var printed = printed(state, results, earlier);
    var found = new ArrayList<EqualVector>();
    if (printed.size() < LEAST) {
      return found;
    }
    var seen = new TreeSet<Integer>();
    for (var observation : searched(state, results)) {
      var history = state.history(state.find(observation.protocol()));
      double a = a(observation);
      for (int slot = 0; slot < history.slots() && found.size() < MOST; slot++) {
        int row = history.row(slot);
        if (history.a(slot) == a
            && !history.dead(slot)
            && row != own
            && seen.add(row)
            && !sameOrganisation(state, state.rows().get(row), first)) {
          consider(state, printed, row).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static List<Observation> searched(BaselineState state, List<Observation> results) {
    return results.stream()
        .filter(observation -> state.find(observation.protocol()) >= 0)
        .sorted(
            Comparator.comparingInt(
                observation -> -state.history(state.find(observation.protocol())).live()))
        .limit(SEARCHED)
        .toList();
  }

  private static Map<Integer, String> printed(
      BaselineState state, List<Observation> results, List<CellResult> earlier) {
    var printed = new HashMap<Integer, String>();
    for (var observation : results) {
      int key = state.find(observation.protocol());
      if (key >= 0) {
        printed.putIfAbsent(
            key, observation.reported().value().stripTrailingZeros().toPlainString());
      }
    }
    for (var result : earlier) {
      if (state.key(result.protocol()) instanceof ProtocolKey) {
        printed.putIfAbsent(result.protocol(), result.printed());
      }
    }
    return printed;
  }

  /** NaN, which equals nothing, where it cannot be compared. */
  private static double a(Observation observation) {
    return Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at
        ? at.a()
        : Double.NaN;
  }

  private static Optional<EqualVector> consider(
      BaselineState state, Map<Integer, String> printed, int row) {
    var other = state.rows().get(row);
    var compared = new HashSet<Integer>();
    var equal = new HashSet<String>();
    for (var result : other.results.reversed()) {
      var own = printed.get(result.protocol());
      if (own != null && compared.add(result.protocol())) {
        if (!own.equals(result.printed())) {
          return Optional.empty();
        }
        equal.add(state.key(result.protocol()).benchmark());
      }
    }
    return equal.size() < LEAST
        ? Optional.empty()
        : Optional.of(
            new EqualVector(
                state.rows().models.name(other.model),
                other.revision,
                equal.size(),
                other.results.getLast().position()));
  }

  /** Whether an owner of the model is the same: its own copies are no copies. */
  private static boolean sameOrganisation(
      BaselineState state, ModelRow other, Observation observation) {
    var organisations = state.rows().organisations;
    return other.owners.contains(organisations.find(observation.subject().namespace()))
        || observation.subject().owners().stream()
            .anyMatch(owner -> other.owners.contains(organisations.find(owner)));
  }
}
