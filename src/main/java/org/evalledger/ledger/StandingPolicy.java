package org.evalledger.ledger;

import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Policy;

/**
 * The policy in force.
 *
 * @param index of its entry
 * @param statement what it says
 */
public record StandingPolicy(EntryIndex index, Policy statement) {}
