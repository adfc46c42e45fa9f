package org.evalledger.baseline;

import java.util.List;

/**
 * What models of a size score (S1), and how far a result is from it; all on the scale of a.
 *
 * @param level with what it was compared
 * @param peers how many results it was compared with
 * @param assumedSize whether the model's size is unknown and the upper end of recent ones stood in
 * @param hub what the robust regression expects
 * @param hubSpread standard deviation around it, measurement included
 * @param zHub how many of them the result lies above
 * @param kernel what the nearest by size and time average
 * @param kernelSpread standard deviation around it, measurement included
 * @param zKernel how many of them the result lies above
 * @param z the mean of both
 * @param nearest up to ten results that weigh most, heaviest first
 */
public record SizeFigures(
    PeerLevel level,
    int peers,
    boolean assumedSize,
    double hub,
    double hubSpread,
    double zHub,
    double kernel,
    double kernelSpread,
    double zKernel,
    double z,
    List<Neighbour> nearest) {
  public SizeFigures {
    nearest = List.copyOf(nearest);
  }

  /** The middle of both expectations. */
  public double expected() {
    return 0.5 * (hub + kernel);
  }

  /** The mean of both spreads. */
  public double spread() {
    return 0.5 * (hubSpread + kernelSpread);
  }
}
