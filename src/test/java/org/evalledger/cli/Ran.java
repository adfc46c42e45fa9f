package org.evalledger.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.JsonReader;

/**
 * A command that was run in this process.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it said to the person at the terminal
 */
public record Ran(int exit, String out, String err) {
  /** Runs a command; arguments of any kind are written as text. */
  public static Ran cli(Object... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
    int exit = Cli.run(words, new PrintWriter(out), new PrintWriter(err));
    return new Ran(exit, out.toString(), err.toString());
  }

  /** What {@code --json} printed: exactly one document. */
  JsonMembers json() {
    return switch (JsonReader.read(Bytes.ofUtf8(out.strip()))) {
      case JsonReader.Value(var json) -> JsonMembers.of(json);
      case JsonReader.NotJson(long at, var detail) ->
          throw new AssertionError(detail + "\n" + out + err);
    };
  }

  /** A new key in {@code directory}. */
  static Path key(Path directory, String name) {
    Path file = directory.resolve(name + ".jwk");
    Ran made = cli("keys", "generate", "--out", file);
    if (made.exit() != 0) {
      throw new AssertionError(made.err());
    }
    return file;
  }
}
