package org.evalledger.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.harness.Conversion;
import org.evalledger.harness.HarnessFile;
import org.evalledger.harness.Importer;
import org.evalledger.harness.Siblings;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;

/** Tells what a file holds: harness output, statements, or signed envelopes. */
final class FileReader {
  /** Files of all samples may be larger than the machine's memory; files of results are not. */
  static final long MAX_BYTES = 128 << 20;

  private final HarnessOptions options;
  private final List<String> ledgers;
  private final Instant now = Instant.now();
  private final Importer importer = new Importer(BuiltInBenchmarks.load());

  /**
   * @param ledgers origins that statements made here are meant for
   */
  FileReader(HarnessOptions options, List<String> ledgers) {
    this.options = options;
    this.ledgers = List.copyOf(ledgers);
  }

  FileContent read(InputFile file) {
    if (UserFiles.size(file.path()) > MAX_BYTES) {
      return new FileContent.Nothing(
          "It has more than %d bytes, which no file of results has.".formatted(MAX_BYTES));
    }
    Bytes content = UserFiles.read(file.path());
    if (!options.formatGiven()) {
      Optional<SignedEnvelope> envelope = SignedEnvelope.recognise(content);
      if (envelope.isPresent()) {
        return new FileContent.Signed(envelope.get());
      }
      Optional<JsonObject> statement = statement(content);
      if (statement.isPresent()) {
        return new FileContent.Unsigned(List.of(statement.get()), List.of());
      }
    }
    return switch (importer.convert(
        new HarnessFile(file.relativePath(), content, new Siblings(file.path())),
        options.provenance(file, ledgers, now),
        options.overrides())) {
      case Conversion.Converted(var statements, var left) ->
          new FileContent.Unsigned(statements, left);
      case Conversion.Unrecognised(var sentence) -> new FileContent.Nothing(sentence);
      case Conversion.Unreadable(var sentence) -> new FileContent.Nothing(sentence);
    };
  }

  /** The statement that {@code content} looks like: only statements name ledgers. */
  static Optional<JsonObject> statement(Bytes content) {
    return JsonReader.read(content) instanceof JsonReader.Value(JsonObject object)
            && object.get("ledgers") != null
            && object.get("type") != null
        ? Optional.of(object)
        : Optional.empty();
  }
}
