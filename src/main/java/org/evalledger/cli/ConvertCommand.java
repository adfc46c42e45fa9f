package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Left;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns harness output into unsigned statements. */
@Command(name = "convert", description = "Turn harness output into statements, unsigned.")
final class ConvertCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files; directories are walked.")
  private List<Path> given = List.of();

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "ORIGIN",
      description = "Origin of a ledger the statements are meant for; may be repeated.")
  private List<String> ledgers = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR|-",
      description = "Directory for the statements, one a file; - prints them, one a line.")
  private String out = "-";

  @Mixin private HarnessOptions options;
  @Mixin private Output output;

  ConvertCommand() {}

  @Override
  public Integer call() {
    options.check();
    var reader = new FileReader(options, ledgers);
    var reports = new ArrayList<JsonObject>();
    boolean complete = true;
    for (InputFile file : options.files(given)) {
      switch (reader.read(file)) {
        case FileContent.Unsigned(var statements, var left) ->
            reports.add(report(file, write(file, statements), left));
        case FileContent.Signed signed -> {
          complete = false;
          output.note("%s: This is signed already.".formatted(file.path()));
        }
        case FileContent.Nothing(var sentence) -> {
          complete = false;
          output.note("%s: %s".formatted(file.path(), sentence));
        }
      }
    }
    if (output.isJson() && !out.equals("-")) {
      output.print(Json.object().put("files", Json.of(reports)).build());
    }
    return (complete ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private List<String> write(InputFile file, List<JsonObject> statements) {
    var written = new ArrayList<String>();
    for (int i = 0; i < statements.size(); i++) {
      Bytes text = statements.get(i).asRead();
      if (out.equals("-")) {
        output.line(text.utf8());
        continue;
      }
      String part = statements.size() == 1 ? "" : "." + (i + 1);
      String name = file.name().replaceFirst("\\.jsonl?$", "");
      Path target = Path.of(out).resolve(name + part + ".statement.json");
      UserFiles.write(target, text);
      written.add(target.toString());
    }
    return written;
  }

  private JsonObject report(InputFile file, List<String> written, List<Left> left) {
    if (!out.equals("-") && !output.isJson()) {
      written.forEach(output::line);
    }
    if (written.isEmpty() && left.isEmpty() && !out.equals("-")) {
      output.note("%s: It goes with the results beside it.".formatted(file.path()));
    }
    if (!left.isEmpty()) {
      output.note("%s: %d numbers left out.".formatted(file.path(), left.size()));
    }
    return Json.object()
        .put("file", file.path().toString())
        .put("statements", Json.ofStrings(written))
        .put("left", Json.of(left.stream().map(FileReport::json).toList()))
        .build();
  }
}
