package org.evalledger.catalogue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Where and when that is done which nobody waits for. */
interface Background {
  /** Runs {@code work} on another thread, {@code nanos} from now or a little later. */
  void run(Runnable work, long nanos);

  /** A time to measure how long something took; only differences mean anything. */
  long nanoTime();

  /** On the threads of {@code executor}, in the machine's time. */
  static Background on(Executor executor) {
    return new Background() {
      @Override
      public void run(Runnable work, long nanos) {
        Executor when =
            nanos <= 0
                ? executor
                : CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, executor);
        when.execute(work);
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }
    };
  }
}
