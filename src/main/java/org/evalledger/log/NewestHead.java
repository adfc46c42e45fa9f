package org.evalledger.log;

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

  /** Waits until there is a head of more than {@code size} entries. */
  synchronized Head after(long size) throws InterruptedException {
    while (head.size() <= size) {
      wait();
    }
    return head;
  }
}
