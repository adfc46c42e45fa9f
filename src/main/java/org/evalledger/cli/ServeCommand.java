package org.evalledger.cli;

import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service of a ledger. */
@Command(
    name = "serve",
    description =
        "Run the service of a ledger. Settings come from environment variables: at least"
            + " EVALLEDGER_ORIGIN and EVALLEDGER_OPERATOR_THUMBPRINT; the README lists all.")
final class ServeCommand implements Runnable {
  @Spec private CommandSpec command;

  ServeCommand() {}

  @Override
  public void run() {
    Settings settings = Settings.ofProcess().checked();
    LedgerServer.requireFree(null, settings.port());
    LedgerServer server = LedgerServer.start(settings.properties());
    server.listen();
    long size = server.get(LogReader.class).head().size();
    say(
        "The ledger \"%s\" is at http://localhost:%d with %d entries."
            .formatted(settings.get(Setting.ORIGIN).orElseThrow(), settings.port(), size));
    say("Its log's key is " + server.get(LogIdentity.class).keys().getFirst() + ".");
    if (size == 0) {
      say(
          "It is empty; open it with: ./evalledger init --to http://localhost:%d --key FILE"
                  .formatted(settings.port())
              + " --submitter ID --organisation ID");
    }
    LedgerServer.awaitTheEnd();
  }

  private void say(String line) {
    var out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
