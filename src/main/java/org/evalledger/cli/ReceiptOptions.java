package org.evalledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.BundleCheck;
import org.evalledger.audit.ReceiptCheck;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.Receipt;
import org.evalledger.record.Facts;
import org.evalledger.signing.PublicKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A receipt to be checked beside the bundle of its entry, offline like that. */
final class ReceiptOptions {
  private static final String SERVICE = "service";

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "The service's receipt for the entry, compact or JWS JSON, to be checked too.")
  private @Nullable Path receipt;

  @Option(
      names = "--service",
      paramLabel = "BUNDLE",
      description =
          "With --receipt: the bundle of an entry that registers a key of the service; may be"
              + " repeated.")
  private List<Path> registrations = List.of();

  ReceiptOptions() {}

  /**
   * What came of the check.
   *
   * @param holds whether the receipt is the service's, for that entry
   * @param sentence the same for a person
   */
  record Checked(boolean holds, String sentence) {}

  /** Checks the receipt, if one was given, by {@code check} of the log's own keys. */
  Optional<Checked> check(BundleCheck check, Bytes bundle) {
    Path file = receipt;
    if (file == null) {
      return Optional.empty();
    }
    if (registrations.isEmpty()) {
      throw CommandFailure.usage(
          "Give the bundles that register the service's keys with --service: a receipt cannot"
              + " vouch for itself.");
    }
    var keys = new ArrayList<PublicKey>();
    for (Path registration : registrations) {
      Optional<PublicKey> key = key(check, UserFiles.read(registration));
      if (key.isEmpty()) {
        return failed("%s registers no key of the service in this log.".formatted(registration));
      }
      keys.add(key.get());
    }
    return switch (ReceiptCheck.check(UserFiles.read(file), keys)) {
      case Parsed.Malformed<Receipt>(var reason) ->
          failed("The receipt is not the service's: " + reason + ".");
      case Parsed.Value<Receipt>(var read) ->
          ReceiptCheck.isFor(read, Bundle.parse(bundle).orElseThrow())
              ? Optional.of(
                  new Checked(
                      true,
                      "The service's receipt for the entry is signed by its registered keys."))
              : failed("The receipt is the service's, and for another entry.");
    };
  }

  private static Optional<Checked> failed(String sentence) {
    return Optional.of(new Checked(false, sentence));
  }

  private static Optional<PublicKey> key(BundleCheck check, Bytes registration) {
    if (!check.check(registration).holds()
        || !(Bundle.parse(registration) instanceof Parsed.Value<Bundle>(var bundle))) {
      return Optional.empty();
    }
    String submitter = Facts.parse(bundle.entry().facts()).statement().header().submitter().value();
    return ReceiptCheck.registeredKey(bundle).filter(key -> submitter.equals(SERVICE));
  }
}
