package org.evalledger.log;

import java.time.Instant;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/**
 * The newest state of the log.
 *
 * @param size how many entries there are
 * @param root of their tree
 * @param checkpoint the signed note, as published
 * @param lastReceivedAt of the newest entry; empty while there is none
 * @param lastPrefix of the newest entry's record; 0 while there is none
 */
public record Head(
    long size, Sha256 root, Bytes checkpoint, Optional<Instant> lastReceivedAt, long lastPrefix) {}
