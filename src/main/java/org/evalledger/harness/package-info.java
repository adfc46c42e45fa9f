/**
 * Reads what evaluation harnesses write, from output file to statements, and holds the benchmarks
 * every ledger begins with. Start with {@link org.evalledger.harness.Importer}; one {@code
 * HarnessFormat} reads one format. No number of a file is lost in silence: it becomes a result or a
 * {@link org.evalledger.harness.Left} that says why not. Results of a ledger leave by {@link
 * org.evalledger.harness.EveryEvalWriter} and {@link org.evalledger.harness.HubResultsWriter}.
 */
@NullMarked
package org.evalledger.harness;

import org.jspecify.annotations.NullMarked;
