package org.evalledger.baseline;

/**
 * The step of a fine-tune over its base model on one benchmark; on the scale of a.
 *
 * @param protocol under which both were got
 * @param base the base model's id
 * @param basePosition the base model's result
 * @param step the fine-tune's value less the base model's
 * @param usual the median step of other pairs on this benchmark
 * @param spread standard deviation around it, measurement of both included
 * @param z how many spreads the step lies above the usual one; NaN with fewer than 30 pairs
 * @param otherSteps the median step of this pair on its other benchmarks; NaN with fewer than two
 * @param zExcess how many spreads the step lies above those; NaN likewise
 * @param pairs how many pairs of others were known
 */
public record JumpFigures(
    ProtocolKey protocol,
    String base,
    Position basePosition,
    double step,
    double usual,
    double spread,
    double z,
    double otherSteps,
    double zExcess,
    int pairs) {}
