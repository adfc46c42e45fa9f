package org.evalledger.baseline;

/**
 * What the current results of a model revision on one benchmark amount to: the largest z and the
 * smallest p over protocols and submitters. NaN where a signal has nothing to say.
 *
 * @param benchmark id and version
 * @param zSize by size
 * @param pSize its p-value
 * @param zProfile by profile
 * @param pProfile its p-value
 */
public record RevisionScores(
    String benchmark, double zSize, double pSize, double zProfile, double pProfile) {}
