/**
 * The ledger's own rules, as pure folds over records and facts: who may do what, which keys,
 * namespaces, roles and benchmarks there are, which result stands, all as of a prefix of the log.
 * Start with {@link org.evalledger.ledger.Ledger}, the state, and {@link
 * org.evalledger.ledger.Authority}, the rules that decide from it. Whoever has the log decides the
 * same.
 */
@NullMarked
package org.evalledger.ledger;

import org.jspecify.annotations.NullMarked;
