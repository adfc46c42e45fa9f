package org.evalledger.cli;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Lets the ledger grow while it is read: submits so many envelopes a second until closed. */
final class BenchAppender implements AutoCloseable {
  private final LedgerClient client;
  private final Iterator<SignedEnvelope> envelopes;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  /** Begins; at a rate of 0 nothing is submitted. */
  BenchAppender(LedgerClient client, Iterator<SignedEnvelope> envelopes, int perSecond) {
    this.client = client;
    this.envelopes = envelopes;
    this.thread = Thread.ofVirtual().start(() -> run(perSecond));
  }

  private void run(int perSecond) {
    long next = System.nanoTime();
    while (perSecond > 0 && !closed) {
      if (client.submit(envelopes.next()) instanceof Reply.Done) {
        accepted.incrementAndGet();
      }
      next += 1_000_000_000L / perSecond;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** How many were accepted so far. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
