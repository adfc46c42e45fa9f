package org.evalledger.entry;

import org.evalledger.bytes.Bytes;

/**
 * An envelope as the log keeps it.
 *
 * @param mediaType of the bytes
 * @param bytes exactly as they were received
 */
public record StoredEnvelope(String mediaType, Bytes bytes) {}
