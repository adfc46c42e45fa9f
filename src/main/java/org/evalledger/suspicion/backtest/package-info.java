/**
 * Replays a table of scores through the same code that assesses statements: score first, insert
 * after. Start with {@link org.evalledger.suspicion.backtest.Replay}.
 */
@NullMarked
package org.evalledger.suspicion.backtest;

import org.jspecify.annotations.NullMarked;
