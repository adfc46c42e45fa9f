package org.evalledger.audit;

import java.io.IOException;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.TilePath;

/** Where a copy of a log's tiles is kept. */
public interface TileKeeper {
  /** What was kept at {@code path}; empty when nothing was. */
  Optional<Bytes> kept(TilePath path) throws IOException;

  /** Keeps {@code bytes} at {@code path}, in full or not at all. */
  void keep(TilePath path, Bytes bytes) throws IOException;
}
