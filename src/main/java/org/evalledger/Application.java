package org.evalledger;

import org.evalledger.cli.Cli;

/** Starts the command line. */
public final class Application {
  private Application() {}

  /** Runs the command that {@code args} name. */
  public static void main(String[] args) {
    System.exit(Cli.run(args));
  }
}
