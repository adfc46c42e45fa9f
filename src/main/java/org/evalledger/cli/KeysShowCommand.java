package org.evalledger.cli;

import java.nio.file.Path;
import java.util.List;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the public half of a key. */
@Command(name = "show", description = "Show the public half of a key: nothing secret.")
final class KeysShowCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "A private key (JWK).")
  private Path file;

  @Mixin private Output output;

  KeysShowCommand() {}

  @Override
  public void run() {
    PublicKey key = KeyFile.read(file).publicKey();
    JsonObject jwk = key.toJwk();
    output.print(
        Json.object()
            .put("algorithm", key.algorithm().jwa())
            .put("kid", key.thumbprint().value())
            .put("jwk", jwk)
            .build(),
        List.of(
            "algorithm  " + key.algorithm().jwa(),
            "thumbprint " + key.thumbprint(),
            "public key " + jwk.canonical().utf8()));
  }
}
