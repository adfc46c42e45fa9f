package org.evalledger.baseline;

/**
 * How often an honest figure would be as large.
 *
 * @param p between 10⁻¹² and 0.9
 * @param stored how many earlier figures of others it was judged by
 * @param calibrated false where those were too few and a normal tail stood in
 */
public record PValue(double p, int stored, boolean calibrated) {}
