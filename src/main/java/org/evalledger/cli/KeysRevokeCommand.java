package org.evalledger.cli;

import java.time.Instant;
import java.util.List;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Kid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes a key. */
@Command(
    name = "revoke",
    description = "Revoke a key: one's own, or as operator anybody's. What it signed stays.")
final class KeysRevokeCommand implements Runnable {
  @Parameters(paramLabel = "THUMBPRINT", description = "The key, as keys show names it.")
  private String thumbprint;

  @Option(
      names = "--compromised-since",
      paramLabel = "TIME",
      description = "Since when others may have had it, such as 2026-11-20T10:00:00Z.")
  private @Nullable Instant compromisedSince;

  @Option(names = "--reason", description = "Why, for readers.")
  private String reason = "";

  @Mixin private OperatorDeed deed;
  @Mixin private Service service;
  @Mixin private Output output;

  KeysRevokeCommand() {}

  @Override
  public void run() {
    if (!Kid.isKid(thumbprint)) {
      throw CommandFailure.usage(
          "\"%s\" is no thumbprint; keys show prints the one of a key.".formatted(thumbprint));
    }
    JsonObject entered =
        deed.submit(
            service, output, statements -> statements.revoke(thumbprint, compromisedSince, reason));
    output.print(
        entered,
        List.of(
            "Key %s is revoked since entry %d."
                .formatted(thumbprint, JsonMembers.of(entered).requireWhole("index"))));
  }
}
