package org.evalledger.log;

import java.time.Instant;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What becomes one entry.
 *
 * @param record the bytes of the leaf
 * @param facts under the digest that the record names
 * @param mediaType of the envelope
 * @param envelope the exact bytes received; empty when they were erased before they came here
 * @param assessment under the digest that the record names; empty for types without
 * @param erases index of the entry whose envelope this one erases; empty for none
 * @param receivedAt as in the record
 * @param prefix as in the record
 * @param reading what record and facts say, which their maker knows already
 */
public record Draft(
    Bytes record,
    Bytes facts,
    String mediaType,
    Optional<Bytes> envelope,
    Optional<Bytes> assessment,
    Optional<Long> erases,
    Instant receivedAt,
    long prefix,
    Reading reading) {
  /** What an entry says, once it is known where it stands. */
  public interface Reading {
    /** The same as reading the entry's bytes would give; null where nobody has read them yet. */
    @Nullable Object at(long index, Sha256 leafHash);
  }
}
