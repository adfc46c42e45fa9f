package org.evalledger.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Neighbours.Found;
import org.evalledger.harness.Neighbours.Missing;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result;

/** Real output of harnesses other than lm-evaluation-harness. */
final class HarnessFiles {
  static final Path COMMITTED = Path.of("src/test/resources/harness");

  /** For files that name no model. */
  static final Overrides NAMED = new Overrides(ModelId.parse("_/named-by-hand"), null, null);

  private HarnessFiles() {}

  /** What must be said beside {@code file}. */
  static Overrides overrides(Path file) {
    return file.endsWith("samples_eval_results.json") ? NAMED : Overrides.NONE;
  }

  static HarnessFile read(Path file) {
    return new HarnessFile(file.toString(), bytes(file), name -> beside(file, name));
  }

  private static Neighbours.Neighbour beside(Path file, String name) {
    Path sibling = file.resolveSibling(name);
    return Files.isRegularFile(sibling) ? new Found(bytes(sibling)) : new Missing();
  }

  static Bytes bytes(Path file) {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one file below {@code folder} whose path ends so. */
  static HarnessFile committed(String folder, String end) {
    return LmEvalFiles.below(COMMITTED.resolve(folder), end).stream()
        .map(HarnessFiles::read)
        .findFirst()
        .orElseThrow();
  }

  static Conversion.Converted converted(HarnessFile file, Overrides overrides) {
    return switch (LmEvalFiles.convert(file, overrides)) {
      case Conversion.Converted converted -> converted;
      case Conversion.Unrecognised(var sentence) -> throw new AssertionError(sentence);
      case Conversion.Unreadable(var sentence) -> throw new AssertionError(sentence);
    };
  }

  static Conversion.Converted converted(HarnessFile file) {
    return converted(file, Overrides.NONE);
  }

  /** The one statement of a file. */
  static JsonObject statement(Conversion.Converted converted) {
    List<JsonObject> statements = converted.statements();
    if (statements.size() != 1) {
      throw new AssertionError(statements.size() + " statements");
    }
    return statements.getFirst();
  }

  static Evaluation evaluation(Conversion.Converted converted) {
    return LmEvalFiles.evaluation(statement(converted));
  }

  /** The members of the settings that {@code result} names. */
  static Members settings(JsonObject statement, Result result) {
    return Members.of(statement).in("settings").in(result.settings());
  }

  static HarnessFile of(String path, String content, Neighbours neighbours) {
    return new HarnessFile(path, Bytes.ofUtf8(content), neighbours);
  }

  static String unknown(Members members, String name) {
    return members
        .in(name)
        .text("unknown")
        .orElse(String.valueOf(members.get(name).map(Json::kind)));
  }
}
