package org.evalledger.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows how far a long command is: a bar that is drawn over itself on a terminal, a line now and
 * then elsewhere. Any number of threads may report; the lock guards all state.
 */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration NEXT_LINE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean silent;
  private long shownAt = System.nanoTime();
  private int shownLength;

  private Progress(PrintWriter err, boolean terminal, boolean silent) {
    this.err = err;
    this.terminal = terminal;
    this.silent = silent;
  }

  /** On the standard error output; the launcher knows whether that is a terminal. */
  static Progress on(Output output) {
    return new Progress(output.err(), Boolean.getBoolean("evalledger.terminal"), output.isJson());
  }

  /**
   * Tells that {@code done} of {@code total} are done.
   *
   * @param what is counted, with further figures
   */
  synchronized void show(long done, long total, String what) {
    long now = System.nanoTime();
    Duration pause = terminal ? REDRAW : NEXT_LINE;
    if (silent || (now - shownAt < pause.toNanos() && !(terminal && done == total))) {
      return;
    }
    shownAt = now;
    String text = "%d of %d %s".formatted(done, total, what);
    if (terminal) {
      draw(bar(done, total) + " " + text);
    } else {
      err.println(text);
      err.flush();
    }
  }

  private static String bar(long done, long total) {
    int filled = total == 0 ? WIDTH : (int) (WIDTH * done / total);
    return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
  }

  private void draw(String line) {
    err.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
    err.flush();
    shownLength = line.length();
  }

  /** Leaves the bar as it is and goes on below it. */
  synchronized void finish() {
    if (shownLength > 0) {
      err.println();
      err.flush();
      shownLength = 0;
    }
  }

  @Override
  public void close() {
    finish();
  }
}
