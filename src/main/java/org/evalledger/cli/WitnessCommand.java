package org.evalledger.cli;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.audit.Witness;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a witness. */
@Command(
    name = "witness",
    description = {
      "Run a witness (C2SP tlog-witness): it cosigns checkpoints of the logs it is given, each only"
          + " if it goes on from the one before.",
      "It keeps what it saw last below --state; never start one twice with the same key and"
          + " another state."
    })
final class WitnessCommand implements Runnable {
  @Option(
      names = "--log-key",
      required = true,
      paramLabel = "VKEY|FILE",
      description = "A key of a log to cosign, as its /v1/log writes it. May be given repeatedly.")
  private List<String> logKeys = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The witness's name, such as witness.example.org/w1; needed when its key is made.")
  private @Nullable String name;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The witness's secret key, made at first start (default: witness.key in --state).")
  private @Nullable Path key;

  @Option(
      names = "--ml-dsa",
      description = "Cosign with ML-DSA-44 too, by a second key beside the first, FILE.ml-dsa-44.")
  private boolean mlDsa;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where it keeps what it saw (default: witness below ~/.local/state/evalledger).")
  private @Nullable Path state;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "localhost",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private String host = "localhost";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "On which port (default: ${DEFAULT-VALUE}); 0 for any.")
  private int port;

  @Mixin private Output output;

  WitnessCommand() {}

  @Override
  public void run() {
    Path directory = state != null ? state : RememberedHead.state().resolve("evalledger/witness");
    List<NoteVerifier> logs = logKeys.stream().map(LogKeys::read).toList();
    var keys = keys(key != null ? key : directory.resolve("witness.key"));
    WitnessServer server =
        WitnessServer.start(
            new Witness(logs, keys),
            WitnessStore.open(directory),
            InstantSource.system(),
            new InetSocketAddress(host, port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    String url = "http://%s:%d".formatted(host, server.port());
    output.line(
        "The witness listens at %s for %d log keys. Policy lines:".formatted(url, logs.size()));
    for (NoteSigner signer : keys) {
      output.line("witness %s %s %s".formatted(alias(signer.verifier()), signer.verifier(), url));
    }
    LedgerServer.awaitTheEnd();
  }

  /** A name for a policy: the key's own, told apart by algorithm. */
  private static String alias(NoteVerifier key) {
    return key.algorithm() == NoteAlgorithm.ML_DSA_44 ? key.name() + "#ml-dsa-44" : key.name();
  }

  private List<NoteSigner> keys(Path file) {
    var keys = new ArrayList<NoteSigner>();
    keys.add(readOrMake(file, NoteAlgorithm.ED25519_COSIGNATURE));
    if (mlDsa) {
      keys.add(
          readOrMake(
              file.resolveSibling(file.getFileName() + ".ml-dsa-44"), NoteAlgorithm.ML_DSA_44));
    }
    return keys;
  }

  private NoteSigner readOrMake(Path file, NoteAlgorithm algorithm) {
    if (!Files.exists(file)) {
      if (name == null) {
        throw CommandFailure.usage(
            "There is no key in %s yet; to make one, give the witness a name with --name."
                .formatted(file));
      }
      NoteSigner made = make(name, algorithm);
      UserFiles.makeDirectoryOf(file);
      UserFiles.writeSecret(file, Bytes.ofUtf8(made.privateKey() + "\n"));
    }
    NoteSigner signer =
        switch (NoteSigner.parse(UserFiles.read(file).utf8().strip())) {
          case Parsed.Value<NoteSigner>(var read) -> read;
          case Parsed.Malformed<NoteSigner>(var reason) ->
              throw CommandFailure.usage("%s holds no key: %s.".formatted(file, reason));
        };
    if (signer.verifier().algorithm() != algorithm) {
      throw CommandFailure.usage(
          "The key in %s signs by %s, want %s."
              .formatted(file, signer.verifier().algorithm(), algorithm));
    }
    if (name != null && !name.equals(signer.verifier().name())) {
      throw CommandFailure.usage(
          "The key in %s is of \"%s\", not of \"%s\"; leave --name out."
              .formatted(file, signer.verifier().name(), name));
    }
    return signer;
  }

  private static NoteSigner make(String name, NoteAlgorithm algorithm) {
    return switch (Parsed.of(() -> NoteSigner.generate(algorithm, name, new SecureRandom()))) {
      case Parsed.Value<NoteSigner>(var made) -> made;
      case Parsed.Malformed<NoteSigner>(var reason) ->
          throw CommandFailure.usage("--name cannot be one: " + reason + ".");
    };
  }
}
