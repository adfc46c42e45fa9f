package org.evalledger.suspicion.backtest;

import org.evalledger.suspicion.ModelAssessment;
import org.evalledger.suspicion.ResultAssessment;

/**
 * One row of a table after its replay.
 *
 * @param row as it was in the table, or as it was planted
 * @param planted whether it was raised
 * @param result what was found about it
 * @param model what was found about its model
 * @param naive z by the naive rule
 */
record ReplayedRow(
    ScoreRow row, boolean planted, ResultAssessment result, ModelAssessment model, double naive) {}
