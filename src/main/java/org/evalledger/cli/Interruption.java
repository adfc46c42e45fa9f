package org.evalledger.cli;

/**
 * What is done when the process is told to end in the middle of a command, by Ctrl-C or otherwise.
 * Its exit code is then the signal's: 130 after Ctrl-C.
 */
final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** From here on until it is closed, {@code does} is done before the process ends. */
  static Interruption then(Runnable does) {
    var hook = new Thread(does, "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** Where the process is ending already, the rest of the command is left to that. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      LedgerServer.awaitTheEnd();
    }
  }
}
