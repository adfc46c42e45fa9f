/**
 * Keeps what {@code ledger} folds, live and stored: the state in memory as of the newest batch, and
 * the tables that the rules ask about earlier entries and results. Start with {@link
 * org.evalledger.registry.Registry}.
 */
@NullMarked
package org.evalledger.registry;

import org.jspecify.annotations.NullMarked;
