package org.evalledger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a check trusts, from somewhere other than what it checks. */
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

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A C2SP tlog-policy: the logs to believe (behind a log's URL, #operator=THUMBPRINT pins"
              + " the key of entry 0) and the witnesses that must have cosigned.")
  private @Nullable Path policy;

  @Option(
      names = "--require-witness",
      description =
          "Fail when the policy's witnesses do not vouch for the log's head, or it names none.")
  private boolean requireWitness;

  LogKeys() {}

  /** Whether a head without a quorum is a failure whatever the policy says. */
  boolean requireWitness() {
    return requireWitness;
  }

  /** The logs and witnesses that were named; no logs when none was. */
  NotePolicy policy() {
    List<NoteVerifier> keys = Optional.ofNullable(logKey).map(LogKeys::read).stream().toList();
    return policy == null ? NotePolicy.ofLogs(keys) : read(policy).with(keys);
  }

  /** The file with the policy; empty when none was given. */
  Optional<Path> policyFile() {
    return Optional.ofNullable(policy);
  }

  /** The operator's thumbprint; empty when none was given. */
  Optional<Kid> operator() {
    Optional<Kid> pinned = policy().operator();
    Optional<Kid> given = Optional.ofNullable(operator).map(LogKeys::kid);
    if (given.isPresent() && pinned.isPresent() && !given.equals(pinned)) {
      throw CommandFailure.usage(
          "--operator is %s, but %s pins %s; give one of them."
              .formatted(given.get(), policy, pinned.get()));
    }
    return given.or(() -> pinned);
  }

  private static NotePolicy read(Path file) {
    return switch (NotePolicy.parse(UserFiles.read(file))) {
      case Parsed.Value<NotePolicy>(var read) -> read;
      case Parsed.Malformed<NotePolicy>(var reason) ->
          throw CommandFailure.usage("%s is no policy: %s.".formatted(file, reason));
    };
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
