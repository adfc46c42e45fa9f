package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.SigningKey;
import org.evalledger.statement.StatementReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs statements, or signs an envelope too. */
@Command(
    name = "sign",
    description = {
      "Sign statements: one key gives a compact JWS, several give JWS JSON; --dsse gives DSSE.",
      "A file that is signed already gets the keys' signatures behind its own."
    })
final class SignCommand implements Runnable {
  @Parameters(arity = "1..*", paramLabel = "STATEMENT", description = "Files, one statement each.")
  private List<Path> files = List.of();

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "A key (JWK) to sign with; may be repeated.")
  private List<Path> keyFiles = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory for the envelopes (default: they are printed, one a line).")
  private @Nullable Path out;

  @Mixin private DsseOptions form;
  @Mixin private Output output;

  SignCommand() {}

  @Override
  public void run() {
    List<SigningKey> keys = KeyFile.readAll(keyFiles);
    if (keys.stream().map(SigningKey::kid).distinct().count() < keys.size()) {
      throw CommandFailure.usage("One key is named twice.");
    }
    var signed = new ArrayList<SignedEnvelope>();
    for (Path file : files) {
      signed.add(sign(file, keys));
    }
    Path directory = out;
    var written = new ArrayList<String>();
    for (int i = 0; i < signed.size(); i++) {
      if (directory == null) {
        output.line(signed.get(i).bytes().utf8());
      } else {
        Path target = directory.resolve(name(files.get(i), signed.get(i).format()));
        UserFiles.write(target, signed.get(i).bytes());
        written.add(target.toString());
      }
    }
    if (directory != null) {
      output.print(Json.object().put("envelopes", Json.ofStrings(written)).build(), written);
    }
  }

  private SignedEnvelope sign(Path file, List<SigningKey> keys) {
    Bytes content = UserFiles.read(file);
    Optional<SignedEnvelope> before = SignedEnvelope.recognise(content);
    if (before.isPresent()) {
      return before.get().with(keys);
    }
    switch (StatementReader.readStatement(content)) {
      case StatementReader.Valid valid -> {
        return form.sign(content, keys);
      }
      case StatementReader.NotJson(long offset, var detail) ->
          throw CommandFailure.usage(
              "%s is no statement: byte %d: %s".formatted(file, offset, detail));
      case StatementReader.Invalid(var faults, var asRead) ->
          throw CommandFailure.usage(
              "%s is no statement that a ledger would take: %s"
                  .formatted(
                      file, String.join(" ", faults.stream().map(Fault::toString).toList())));
    }
  }

  private static String name(Path file, EnvelopeFormat format) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(\\.statement)?\\.json$", "");
    String plain = name.replaceFirst("\\.(jws|dsse)$", "");
    return switch (format) {
      case JOSE -> plain + ".jws";
      case JOSE_JSON -> plain + ".jws.json";
      case DSSE -> plain + ".dsse.json";
    };
  }
}
