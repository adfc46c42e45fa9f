package org.evalledger.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: what stands behind {@code ./evalledger}. */
@Command(
    name = "evalledger",
    description = "A public ledger of AI evaluation results in which every number can be checked.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:something was found, or refused",
      "2:the command line, or a file it names, is wrong",
      "3:the service does not answer"
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      InitCommand.class,
      ConvertCommand.class,
      SignCommand.class,
      SubmitCommand.class,
      ImportCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      WitnessCommand.class,
      ExportCommand.class,
      ReproduceCommand.class,
      MirrorCommand.class,
      RebuildCommand.class,
      ReassessCommand.class,
      BacktestCommand.class,
      BenchCommand.class
    })
public final class Cli implements Runnable {
  @Spec private CommandSpec command;

  private Cli() {}

  /** Runs the command that {@code args} name on this process's own streams; gives its exit code. */
  public static int run(String[] args) {
    return run(
        args,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  /** The same on other streams. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  /** All commands, ready to run. */
  static CommandLine commandLine() {
    CommandLine all =
        new CommandLine(new Cli())
            .setParameterExceptionHandler(Cli::misspelt)
            .setExecutionExceptionHandler(Cli::failed);
    // One thumbprint in 64 begins with a hyphen and is no misspelt option.
    CommandLine keys = Objects.requireNonNull(all.getSubcommands().get("keys"));
    Objects.requireNonNull(keys.getSubcommands().get("revoke"))
        .setUnmatchedOptionsArePositionalParams(true);
    return all;
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Name a command.");
  }

  private static int misspelt(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("evalledger: " + e.getMessage());
    err.println("Help: ./" + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.number();
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (System.getenv("EVALLEDGER_DEBUG") != null) {
      e.printStackTrace(err);
    }
    if (e instanceof CommandFailure failure) {
      err.println("evalledger: " + failure.sentence());
      err.flush();
      return failure.exitCode().number();
    }
    err.println(
        "evalledger: This should not happen: "
            + e
            + ". Set EVALLEDGER_DEBUG=1 to see where it came from.");
    err.flush();
    return ExitCode.FINDING.number();
  }
}
