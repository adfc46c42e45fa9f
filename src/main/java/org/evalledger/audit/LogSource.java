package org.evalledger.audit;

import java.io.IOException;
import java.util.List;
import org.evalledger.bytes.Bytes;

/** Where an audit gets a log from: over the network, from files, from memory. */
public interface LogSource {
  /** The log's newest checkpoint, a signed note; asked for once, before any entry. */
  Bytes checkpoint() throws IOException;

  /**
   * The entries that follow those given before, from entry 0 on, some hundreds to a thousand at a
   * time. More than the checkpoint covers does no harm. Empty when there are no more.
   */
  List<SourceEntry> next() throws IOException;

  /**
   * The same log as it is now: its newest checkpoint by now, and its entries from {@code first} on.
   */
  LogSource later(long first) throws IOException;
}
