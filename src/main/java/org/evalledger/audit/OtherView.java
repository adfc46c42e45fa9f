package org.evalledger.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;

/**
 * What somebody else was shown of the log. Two views that do not fit together are a fork, and the
 * two signed checkpoints prove it to anybody.
 *
 * @param where who was shown it, for a person, such as an address or a file
 * @param checkpoint signed note
 * @param growth asked where that view is larger than the audited log
 */
public record OtherView(String where, Bytes checkpoint, Growth growth) {
  /** Where a proof comes from that the larger view begins with the audited log. */
  public interface Growth {
    /** A consistency proof (RFC 6962 §2.1.2); empty when there is none to be had. */
    Optional<List<Sha256>> proof(long from, long to) throws IOException;
  }

  /** A view that was kept, such as a saved checkpoint: no proof can be asked of it. */
  public static OtherView saved(String where, Bytes checkpoint) {
    return new OtherView(where, checkpoint, (from, to) -> Optional.empty());
  }
}
