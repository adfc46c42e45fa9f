package org.evalledger.audit;

import java.io.IOException;
import org.evalledger.bytes.Bytes;
import org.evalledger.merkle.TilePath;

/** Where the tiles of a log are read: a service, a database, a static host. Not to be believed. */
@FunctionalInterface
public interface TileHost {
  /**
   * What is said to be at {@code path}.
   *
   * @throws IOException when it cannot be read
   */
  Bytes read(TilePath path) throws IOException;
}
