package org.evalledger.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.TilePath;
import org.evalledger.mirror.MirroredLedger;

/** Tells a mirror the truth of another; what extends it may lie. */
class Told implements MirroredLedger {
  private final MirroredLedger truth;

  Told(MirroredLedger truth) {
    this.truth = truth;
  }

  @Override
  public Bytes checkpoint() throws IOException {
    return truth.checkpoint();
  }

  @Override
  public Optional<Bytes> witnessed() throws IOException {
    return truth.witnessed();
  }

  @Override
  public Bytes read(TilePath path) throws IOException {
    return truth.read(path);
  }

  @Override
  public List<SourceEntry> entries(long first) throws IOException {
    return truth.entries(first);
  }
}
