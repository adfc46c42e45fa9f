package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the harness commands that repeat a run. */
@Command(
    name = "reproduce",
    description =
        "Print the harness commands that repeat the run behind an entry. What the entry does not"
            + " say is marked <FILL IN: …>. Nothing is run.")
final class ReproduceCommand implements Runnable {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_]+\\.[a-z]+");

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index of the entry.")
  private long index;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "Address of the ledger's service, such as http://localhost:8080.")
  private String url;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to go on trying without an answer (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Write the files that the commands read into this directory.")
  private @Nullable Path directory;

  @Mixin private Output output;

  ReproduceCommand() {}

  @Override
  public void run() {
    try (LedgerClient ledger = Service.client(Service.address(url), timeoutSeconds, output)) {
      JsonMembers answer = ledger.reproduction(index);
      if (directory != null) {
        write(directory, answer.objects("files"));
      }
      output.print(answer.object(), lines(answer));
    }
  }

  /** For people and for a shell: what is no command is a comment. */
  private static List<String> lines(JsonMembers answer) {
    var lines = new ArrayList<String>();
    answer.texts("notes").forEach(note -> lines.add("# " + oneLine(note)));
    answer.texts("blanks").forEach(blank -> lines.add("# to be filled in: " + oneLine(blank)));
    for (JsonMembers file : answer.objects("files")) {
      lines.add("# " + oneLine(file.requireText("name")) + ":");
      file.requireText("content").lines().forEach(line -> lines.add("#   " + oneLine(line)));
    }
    answer.texts("setup").forEach(command -> lines.add(oneLine(command)));
    answer.texts("commands").forEach(command -> lines.add(oneLine(command)));
    return lines;
  }

  /** Control characters would let a line say to a terminal or a shell what it does not show. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static void write(Path directory, List<JsonMembers> files) {
    try {
      Files.createDirectories(directory);
      for (JsonMembers file : files) {
        String name = file.requireText("name");
        if (!FILE.matcher(name).matches()) {
          throw CommandFailure.finding("The service names a file \"%s\".".formatted(name));
        }
        Files.writeString(directory.resolve(name), file.requireText("content"));
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s cannot be written: %s.".formatted(directory, UserFiles.reason(e)));
    }
  }
}
