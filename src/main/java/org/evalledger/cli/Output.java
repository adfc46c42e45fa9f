package org.evalledger.cli;

import java.io.PrintWriter;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes to, and in which form: lines for people or one JSON document. */
final class Output {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  private boolean json;

  Output() {}

  /** Whether one JSON document is wanted and nothing else. */
  boolean isJson() {
    return json;
  }

  /** Prints {@code document} where JSON is wanted, otherwise {@code lines}. */
  void print(JsonObject document, Iterable<String> lines) {
    if (json) {
      print(document);
    } else {
      lines.forEach(this::line);
    }
  }

  /** Prints {@code document} as one line. */
  void print(Json document) {
    line(document.canonical().utf8());
  }

  /** Prints a line on the standard output. */
  void line(String line) {
    PrintWriter out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Prints a line on the standard error output, for people. */
  void note(String line) {
    PrintWriter err = command.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /** The standard error output. */
  PrintWriter err() {
    return command.commandLine().getErr();
  }
}
