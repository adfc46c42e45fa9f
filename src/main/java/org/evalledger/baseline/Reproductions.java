package org.evalledger.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * Claims and reproductions: z = (a₁ − a₂)/√(V₁ + V₂ + τ²), one-sided. τ is 0.03 under the same
 * protocol, what chance and rounding of honest repetitions leave; else that of unlike protocols.
 */
final class Reproductions {
  private static final double SAME_PROTOCOL = 0.03;

  /** So many, the latest, of those with a role and of all others are compared with a result. */
  private static final int MOST = 200;

  private Reproductions() {}

  static List<Reproduction> of(BaselineState state, Observation observation, Tau tau) {
    var found = new ArrayList<Reproduction>();
    var subject = observation.subject();
    int row = state.rows().find(subject.id(), subject.revision());
    if (row < 0
        || !(Scaled.of(observation.measure(), observation.reported()) instanceof Scaled.At at)) {
      return found;
    }
    var described = state.rows().get(row);
    var organisations = state.rows().organisations;
    // Whoever counts as one with an owner claims for it, also where it alone says so.
    String by = observation.submitter().organisation();
    boolean ownersOwn = subject.owners().contains(by) || subject.kin().contains(by);
    int coarse = state.find(observation.protocol().coarse());
    int fine = state.find(observation.protocol());
    int withRole = 0;
    int without = 0;
    for (var other : described.results.reversed()) {
      boolean disinterested = other.counted() != other.organisation();
      if (other.benchmark() != coarse || (disinterested ? withRole : without) == MOST) {
        continue;
      }
      boolean byOwner =
          described.owners.contains(other.organisation())
              || subject.kin().contains(organisations.name(other.organisation()));
      boolean affiliated =
          observation.submitter().affiliates().contains(organisations.name(other.organisation()));
      if (byOwner == ownersOwn
          || affiliated
          || !other.peer()
          || !observation.peer()
          || other.position().equals(observation.position())) {
        continue;
      }
      boolean same = other.protocol() == fine;
      double apart = same ? SAME_PROTOCOL : tau.of(observation.measure());
      // A wide stated error would make any claim agree with its reproduction.
      var fit = state.history(other.protocol()).fit(state.prefix(), state.rows());
      double measured =
          fit.variance(at.variance(), observation.fixedVariance())
              + fit.variance(other.variance(), other.fixed());
      double spread = StrictMath.sqrt(measured + apart * apart);
      double claim = ownersOwn ? at.a() : other.a();
      double again = ownersOwn ? other.a() : at.a();
      boolean evaluator = ownersOwn ? disinterested : observation.disinterested();
      withRole += disinterested ? 1 : 0;
      without += disinterested ? 0 : 1;
      found.add(
          new Reproduction(other.position(), byOwner, same, evaluator, (claim - again) / spread));
    }
    return found;
  }
}
