package org.evalledger.cli;

import java.util.Iterator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the ledger grow while it is read: submits so many envelopes a second until closed. */
final class BenchAppender implements AutoCloseable {
  private final LedgerClient client;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger accepted = new AtomicInteger();

  /** Begins; at a rate of 0 nothing is submitted. */
  BenchAppender(LedgerClient client, Iterator<SignedEnvelope> envelopes, int perSecond) {
    this.client = client;
    if (perSecond > 0) {
      long period = 1_000_000 / perSecond;
      thread.scheduleAtFixedRate(() -> submit(envelopes.next()), 0, period, TimeUnit.MICROSECONDS);
    }
  }

  private void submit(SignedEnvelope envelope) {
    if (client.submit(envelope) instanceof Reply.Done) {
      accepted.incrementAndGet();
    }
  }

  /** How many were accepted so far. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
    client.close();
  }
}
