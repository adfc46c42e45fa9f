package org.evalledger.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.OtherView;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;

/** What others were shown of a log: services at addresses, and checkpoints in files. */
final class OtherViews implements AutoCloseable {
  private final int timeoutSeconds;
  private final Output output;
  private final List<LedgerClient> clients = new ArrayList<>();

  OtherViews(int timeoutSeconds, Output output) {
    this.timeoutSeconds = timeoutSeconds;
    this.output = output;
  }

  /** The view that {@code given} names. */
  OtherView of(String given) {
    if (!given.startsWith("http://") && !given.startsWith("https://")) {
      Path file = Path.of(given);
      if (!Files.isRegularFile(file)) {
        throw CommandFailure.usage(
            "--against %s is neither the address of a ledger nor a file with a checkpoint."
                .formatted(given));
      }
      return OtherView.saved(given, UserFiles.read(file));
    }
    LedgerClient client = Service.client(Service.address(given), timeoutSeconds, output);
    clients.add(client);
    Bytes checkpoint = Bytes.ofUtf8(client.logMembers().requireText("checkpoint"));
    return new OtherView(given, checkpoint, (from, to) -> growth(client, from, to));
  }

  private static Optional<List<Sha256>> growth(LedgerClient client, long from, long to) {
    List<String> hashes = client.consistency(from, to).texts("hashes");
    return switch (Parsed.of(
        () -> hashes.stream().map(Bytes::ofBase64).map(Sha256::new).toList())) {
      case Parsed.Value<List<Sha256>>(var proof) -> Optional.of(proof);
      case Parsed.Malformed<List<Sha256>>(var reason) ->
          throw CommandFailure.finding("The other view's proof is none: " + reason + ".");
    };
  }

  @Override
  public void close() {
    clients.forEach(LedgerClient::close);
  }
}
