package org.evalledger.log;

import java.time.Duration;

/** The newest head that this process knows of, for threads that wait for a newer one. */
final class NewestHead {
  /** Guarded by this object's monitor. */
  private Head head;

  NewestHead(Head head) {
    this.head = head;
  }

  synchronized void set(Head next) {
    if (next.size() > head.size()) {
      head = next;
      notifyAll();
    }
  }

  /**
   * Waits until there is a head of more than {@code size} entries, or for {@code rest}: then it is
   * the same one again, unless there is none but the empty log's.
   */
  synchronized Head after(long size, Duration rest) throws InterruptedException {
    long end = System.nanoTime() + rest.toNanos();
    while (head.size() <= size) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0 && head.size() > 0) {
        return head;
      }
      wait(Long.max(left, 1));
    }
    return head;
  }
}
