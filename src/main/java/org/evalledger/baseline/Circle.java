package org.evalledger.baseline;

/**
 * The peers that a signal is taken from.
 *
 * @param peers them
 * @param level how near they are
 */
record Circle(Peers peers, PeerLevel level) {
  KeyHistory history() {
    return peers.history;
  }
}
