package org.evalledger.baseline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose results say nothing about the one at hand: those of the submitter's own organisation and
 * its affiliates, of the model's owners, and of the model's lineage. A result that an evaluator or
 * collector states on somebody else's model is no matter of its own, so there only the results on
 * its own models are left out; otherwise a leaderboard that signs everything would have no peers.
 */
final class Exclusion {
  private final ModelRows rows;
  private final boolean[] submitters;
  private final boolean[] owners;
  private final boolean[] ownRows;

  /** Those of {@link #owners} that are organisations, not namespaces. */
  private final Ints organisations = new Ints();

  private Exclusion(ModelRows rows) {
    this.rows = rows;
    this.submitters = new boolean[rows.organisations.size()];
    this.owners = new boolean[rows.organisations.size()];
    this.ownRows = new boolean[rows.size()];
  }

  /** What to leave out for {@code observation}. */
  static Exclusion of(ModelRows rows, Observation observation) {
    var exclusion = new Exclusion(rows);
    exclusion.mark(observation.subject().owners(), true);
    exclusion.mark(List.of(observation.subject().namespace()), true);
    exclusion.mark(observation.subject().kin(), true);
    boolean matterOfItsOwn = !observation.disinterested();
    exclusion.mark(List.of(observation.submitter().organisation()), matterOfItsOwn);
    exclusion.mark(observation.submitter().affiliates(), matterOfItsOwn);
    exclusion.markLineage(observation.subject());
    exclusion.markOwned();
    return exclusion;
  }

  private void mark(List<String> names, boolean asSubmitters) {
    for (var name : names) {
      int number = rows.organisations.find(name);
      if (number >= 0) {
        if (!owners[number] && !name.startsWith(Subject.NAMESPACE)) {
          organisations.add(number);
        }
        owners[number] = true;
        submitters[number] |= asSubmitters;
      }
    }
  }

  private void markOwned() {
    for (int organisation = 0; organisation < owners.length; organisation++) {
      if (owners[organisation]) {
        mark(rows.ownedBy(organisation));
      }
    }
  }

  private void markLineage(Subject subject) {
    int model = rows.models.find(subject.id());
    if (model >= 0) {
      mark(rows.revisionsOf(model));
      var descendants = rows.families().descendantsOf(model);
      for (int i = 0; i < descendants.size(); i++) {
        mark(rows.revisionsOf(descendants.get(i)));
      }
    }
    ancestors(subject, model).stream()
        .limit(Families.MOST_ANCESTORS)
        .forEach(ancestor -> mark(rows.revisionsOf(ancestor)));
  }

  /** What the statement says of the model's ancestors, then what holds of them, then its claims. */
  private Set<Integer> ancestors(Subject subject, int model) {
    var ancestors = new LinkedHashSet<Integer>();
    subject.nearestAncestors().forEach(id -> ancestors.add(rows.models.find(id)));
    var inForce = model < 0 ? new Ints() : rows.families().ancestorsOf(model);
    for (int i = 0; i < inForce.size(); i++) {
      ancestors.add(inForce.get(i));
    }
    subject.claimed().forEach(id -> ancestors.add(rows.models.find(id)));
    ancestors.remove(-1);
    return ancestors;
  }

  private void mark(Ints marked) {
    for (int i = 0; i < marked.size(); i++) {
      ownRows[marked.get(i)] = true;
    }
  }

  /** Whether the slot's result is a matter of the submitter's own. */
  boolean own(KeyHistory history, int slot) {
    return ownRows[history.row(slot)] || submitters[history.organisation(slot)];
  }

  /** Whether figures stored for {@code organisation} are a matter of the submitter's own. */
  boolean own(int organisation) {
    return owners[organisation];
  }

  /** How many results of {@code history} stand for something, those of one's own aside. */
  int standing(KeyHistory history) {
    int standing = history.shares().standing();
    for (int i = 0; i < organisations.size(); i++) {
      standing -= history.shares().standing(organisations.get(i));
    }
    return standing;
  }

  /** Lets one of each family of near-copies through, those left out aside. */
  CountedOnce once(KeyHistory history) {
    return new CountedOnce(history, rows, head -> own(history, history.slotOf(head)));
  }
}
