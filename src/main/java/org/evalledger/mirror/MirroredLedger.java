package org.evalledger.mirror;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.SourceEntry;
import org.evalledger.audit.TileHost;
import org.evalledger.bytes.Bytes;

/** The ledger that is followed, as it is read; a failure to read is an {@link IOException}. */
public interface MirroredLedger extends TileHost {
  /** Its newest checkpoint, a signed note. */
  Bytes checkpoint() throws IOException;

  /** Its newest checkpoint that a quorum of its witnesses cosigned; empty while there is none. */
  Optional<Bytes> witnessed() throws IOException;

  /** Entries from {@code first} on, some hundreds at most; more than wanted does no harm. */
  List<SourceEntry> entries(long first) throws IOException;
}
