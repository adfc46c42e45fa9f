package org.evalledger.baseline;

/**
 * How many live results of one history are whose, and what say that leaves each: no organisation's
 * results together weigh more than eight and a twentieth of all others', and none of one
 * collector's in namespaces that nobody owns more than thirty and an eighth of all others':
 * namespaces cost nothing to invent. Where a collector's board is all there is, this lowers all
 * alike and changes nothing.
 */
final class Shares {
  static final int SHARE = 20;
  static final int FREE = 8;

  /** So many of one collector's results in namespaces that nobody owns are at full weight. */
  static final int UNOWNED_FREE = 30;

  /** Beyond, all of them together weigh as much as one in so many of all others. */
  static final int UNOWNED_SHARE = 8;

  private final IntMap held = new IntMap();

  /** By collector: how many live results it has in namespaces that nobody owns. */
  private final IntMap unowned = new IntMap();

  /** How many stand for something, where nobody stands for more than eight. */
  private int standing;

  private int live;

  int live() {
    return live;
  }

  /** Notes so many more (or fewer) of a kind. */
  void count(int organisation, int collector, int more) {
    live += more;
    int own = held(organisation);
    held.put(organisation, own + more);
    if (collector >= 0) {
      own = unowned(collector);
      unowned.put(collector, own + more);
    }
    standing += StrictMath.min(FREE, own + more) - StrictMath.min(FREE, own);
  }

  /**
   * How many live results stand for something: no organisation for more than eight, nor a collector
   * by namespaces that nobody owns, whatever their number.
   */
  int standing() {
    return standing;
  }

  /** For how many of them {@code organisation} stands, a namespace that nobody owns aside. */
  int standing(int organisation) {
    return StrictMath.min(FREE, held(organisation));
  }

  int held(int organisation) {
    return held.getOr(organisation, 0);
  }

  /** How many are the collector's in namespaces that nobody owns; 0 for −1. */
  int unowned(int collector) {
    return collector < 0 ? 0 : unowned.getOr(collector, 0);
  }

  /** What is left of {@code weight}. */
  double of(double weight, int organisation, int collector) {
    double byOrganisation = capped(weight, held(organisation), FREE, SHARE);
    return collector < 0
        ? byOrganisation
        : capped(byOrganisation, unowned(collector), UNOWNED_FREE, UNOWNED_SHARE);
  }

  private double capped(double weight, int own, int free, int share) {
    if (own <= free) {
      return weight;
    }
    double most = free + (live - own) / (double) share;
    return own <= most ? weight : weight * most / own;
  }

  int cells() {
    return held.cells() + unowned.cells();
  }
}
