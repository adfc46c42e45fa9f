package org.evalledger.baseline;

import java.util.List;

/**
 * What a model with this profile scores (S2), and how far a result is from it; on the scale of a.
 *
 * @param level with what it was compared
 * @param features over how many other benchmarks models were found alike
 * @param neighbours how many of the nearest models were used
 * @param candidates how many models there were to choose from
 * @param expected what the local regression predicts
 * @param spread standard deviation around it, measurement included
 * @param localSpread the spread of the neighbours' residuals alone
 * @param z how many spreads the result lies above
 * @param nearest the results it rests on, nearest first
 */
public record ProfileFigures(
    PeerLevel level,
    int features,
    int neighbours,
    int candidates,
    double expected,
    double spread,
    double localSpread,
    double z,
    List<Neighbour> nearest) {
  public ProfileFigures {
    nearest = List.copyOf(nearest);
  }
}
