package org.evalledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a private key. */
@Command(name = "generate", description = "Make a private key (JWK) that its owner alone can read.")
final class KeysGenerateCommand implements Runnable {
  @Option(
      names = "--alg",
      defaultValue = "Ed25519",
      description =
          "Ed25519, ES256, ES384, PS256, ML-DSA-44, ML-DSA-65 or ML-DSA-87"
              + " (default: ${DEFAULT-VALUE}).")
  private String algorithm;

  @Option(names = "--out", required = true, description = "File to write; never replaced.")
  private Path file;

  @Mixin private Output output;

  KeysGenerateCommand() {}

  @Override
  public void run() {
    Algorithm wanted =
        Algorithm.ofName(algorithm)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "\"%s\" is no algorithm of this ledger; see --help for those that are."
                            .formatted(algorithm)));
    SigningKey key = SigningKey.generate(wanted);
    UserFiles.writeSecret(file, key.toJwk().canonical());
    output.print(
        Json.object()
            .put("file", file.toString())
            .put("algorithm", wanted.jwa())
            .put("kid", key.kid().value())
            .put("jwk", key.publicKey().toJwk())
            .build(),
        List.of(
            "Wrote a private %s key to %s; keep it secret.".formatted(wanted.jwa(), file),
            "thumbprint " + key.kid()));
  }
}
