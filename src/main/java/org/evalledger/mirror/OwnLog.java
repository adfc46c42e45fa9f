package org.evalledger.mirror;

import org.evalledger.log.Cosignatures;
import org.evalledger.log.Log;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.log.Witnesses;

/**
 * The mirror's own log, by its parts.
 *
 * @param identity the keys of the ledger that it is a copy of
 * @param log takes in what was verified
 * @param reader of what it holds
 * @param cosignatures of its checkpoints
 * @param witnesses whose cosignatures are kept
 * @param upstream is told how the mirror stands
 */
public record OwnLog(
    LogIdentity identity,
    Log log,
    LogReader reader,
    Cosignatures cosignatures,
    Witnesses witnesses,
    Upstream upstream) {}
