package org.evalledger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two keys that a check trusts, from somewhere other than what it checks. */
final class LogKeys {
  @Option(
      names = "--log-key",
      paramLabel = "VKEY|FILE",
      description =
          "The log's public key, as /v1/log of a ledger you trust writes it, or a file with it.")
  private @Nullable String logKey;

  @Option(
      names = "--operator",
      paramLabel = "THUMBPRINT",
      description = "The key that must have written entry 0.")
  private @Nullable String operator;

  LogKeys() {}

  /** The log's key; empty when none was given. */
  Optional<NoteVerifier> logKey() {
    return Optional.ofNullable(logKey).map(LogKeys::read);
  }

  /** The operator's thumbprint; empty when none was given. */
  Optional<Kid> operator() {
    return Optional.ofNullable(operator).map(LogKeys::kid);
  }

  /** The log's key that {@code given} is, or that the file of that name holds. */
  static NoteVerifier read(String given) {
    String text =
        Files.isRegularFile(Path.of(given)) ? UserFiles.read(Path.of(given)).utf8().strip() : given;
    return switch (NoteVerifier.parse(text)) {
      case Parsed.Value<NoteVerifier>(var key) -> key;
      case Parsed.Malformed<NoteVerifier>(var reason) ->
          throw CommandFailure.usage("--log-key is no log's key: " + reason + ".");
    };
  }

  /** The key that {@code text} is. */
  static Kid kid(String text) {
    if (!Kid.isKid(text)) {
      throw CommandFailure.usage("\"%s\" is no thumbprint of a key.".formatted(text));
    }
    return new Kid(text);
  }
}
