package org.evalledger.cli;

/** How a command ended, for scripts. */
enum ExitCode {
  /** All is well. */
  OK(0),
  /** The command did its work and found something wrong, or was refused. */
  FINDING(1),
  /** The command line, or a file it names, is wrong. */
  USAGE(2),
  /** The service does not answer. */
  UNREACHABLE(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the process exits with. */
  int number() {
    return number;
  }
}
