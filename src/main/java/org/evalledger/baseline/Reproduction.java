package org.evalledger.baseline;

/**
 * A result on the same model revision, benchmark and part by somebody who has no part in the model,
 * beside one of its owner.
 *
 * @param position where the earlier of both stands
 * @param claimFirst whether the earlier one is the owner's, so that the result at hand reproduces
 *     it
 * @param sameProtocol whether both were got in the same way
 * @param evaluator whether the one without a part in the model is an evaluator's
 * @param z standard deviations by which the claim lies above the reproduction
 */
public record Reproduction(
    Position position, boolean claimFirst, boolean sameProtocol, boolean evaluator, double z) {}
