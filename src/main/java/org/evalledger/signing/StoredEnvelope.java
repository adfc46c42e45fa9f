package org.evalledger.signing;

import org.evalledger.bytes.Bytes;

/**
 * An envelope as the log keeps it.
 *
 * @param mediaType of the bytes, as the record names it
 * @param bytes exactly as they were received
 */
public record StoredEnvelope(String mediaType, Bytes bytes) {}
