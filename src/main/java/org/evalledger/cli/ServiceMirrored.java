package org.evalledger.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.TilePath;
import org.evalledger.mirror.MirroredLedger;

/**
 * A ledger that is followed, as its service hands it out.
 *
 * @param ledger its service
 */
record ServiceMirrored(LedgerClient ledger) implements MirroredLedger {
  @Override
  public Bytes checkpoint() throws IOException {
    return read(ledger::checkpoint);
  }

  @Override
  public Optional<Bytes> witnessed() throws IOException {
    return read(() -> ledger.logMembers().in("witnessed").text("checkpoint").map(Bytes::ofUtf8));
  }

  @Override
  public Bytes read(TilePath path) throws IOException {
    return read(() -> ledger.tile(path));
  }

  @Override
  public List<SourceEntry> entries(long first) throws IOException {
    return read(() -> ServiceLogSource.from(ledger, first));
  }

  /** A mirror outlives what would end a command. */
  private static <T> T read(Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (CommandFailure e) {
      throw new IOException(e.sentence(), e);
    }
  }
}
