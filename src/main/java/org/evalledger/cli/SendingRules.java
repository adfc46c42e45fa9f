package org.evalledger.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code submit} was told to do where things are not plain.
 *
 * @param force to send what the assessment warns of
 * @param supersede to correct results under whose conflict key another value stands
 * @param skipInvalid to leave out results that the ledger does not take, and send the others
 * @param dryRun to ask and send nothing
 * @param receipts directory for the service's answers; null to keep none
 * @param form in which statements are signed
 */
record SendingRules(
    boolean force,
    boolean supersede,
    boolean skipInvalid,
    boolean dryRun,
    @Nullable Path receipts,
    DsseOptions form) {}
