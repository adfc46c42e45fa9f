package org.evalledger.collector;

import java.util.List;
import org.evalledger.bytes.Bytes;

/**
 * What a place holds at one time, and how to read it. For one thread, or several that only read.
 */
public interface Listing extends AutoCloseable {
  /** The files, in the order of their paths. */
  List<Item> items();

  /**
   * The exact bytes of {@code item}.
   *
   * @throws PullException when they cannot be had, or are more than the limits allow
   */
  Bytes read(Item item) throws PullException;

  @Override
  void close();
}
