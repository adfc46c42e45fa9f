package org.evalledger.submission;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the sequencer. Previews stand apart: they are free for anybody, and each may take
 * as long as hundreds of submissions, so their turn is when nothing else waits.
 */
final class Line {
  /** Previews that may wait. */
  private static final int MOST_PREVIEWS = 16;

  private final int most;
  private final Deque<Candidate> submissions = new ArrayDeque<>();
  private final Deque<Candidate> previews = new ArrayDeque<>();

  /** A line in which {@code most} submissions may wait. */
  Line(int most) {
    this.most = most;
  }

  /** Whether there was a place for {@code candidate}. */
  synchronized boolean offer(Candidate candidate) {
    boolean preview = candidate.intent() == Intent.PREVIEW;
    Deque<Candidate> those = preview ? previews : submissions;
    if (those.size() >= (preview ? MOST_PREVIEWS : most)) {
      return false;
    }
    those.addLast(candidate);
    notifyAll();
    return true;
  }

  /** The next submission; where there is none a preview; waits for one of them. */
  synchronized Candidate take() throws InterruptedException {
    while (submissions.isEmpty() && previews.isEmpty()) {
      wait();
    }
    return submissions.isEmpty() ? previews.removeFirst() : submissions.removeFirst();
  }

  /** The next submission; null when none waits now. */
  synchronized @Nullable Candidate submission() {
    return submissions.pollFirst();
  }

  /** Whatever is next; null when nothing waits now. */
  synchronized @Nullable Candidate any() {
    Candidate next = submissions.pollFirst();
    return next == null ? previews.pollFirst() : next;
  }

  synchronized int size() {
    return submissions.size() + previews.size();
  }
}
