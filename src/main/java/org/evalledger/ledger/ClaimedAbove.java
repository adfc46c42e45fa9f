package org.evalledger.ledger;

import org.evalledger.statement.EntryIndex;

/**
 * An owner's claim that lies clearly above what somebody independent got by the same protocol, as
 * an assessment says.
 *
 * @param claim the entry of the claim
 * @param result its zero-based position there
 * @param reproduction the entry of the lower result
 * @param evaluator whether the lower result is of somebody whom the operator made an evaluator
 */
public record ClaimedAbove(
    EntryIndex claim, int result, EntryIndex reproduction, boolean evaluator) {}
