package org.evalledger.cli;

/** Ends a command with one sentence for the person at the terminal. */
final class CommandFailure extends RuntimeException {
  private final ExitCode exitCode;

  private CommandFailure(ExitCode exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command line, or a file it names, is wrong. */
  static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }

  /** The service refused, or what it answered is wrong. */
  static CommandFailure finding(String sentence) {
    return new CommandFailure(ExitCode.FINDING, sentence);
  }

  /** The service does not answer. */
  static CommandFailure unreachable(String sentence) {
    return new CommandFailure(ExitCode.UNREACHABLE, sentence);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
