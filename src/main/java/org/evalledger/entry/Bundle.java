package org.evalledger.entry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.merkle.TlogProof;
import org.evalledger.signing.PublicKey;

/**
 * All that is needed to check one entry with the log's public key alone, in one JSON object (RFC
 * 8785). Member {@code proof} is a C2SP tlog-proof, which other tools read too. Nothing of a bundle
 * is to be believed before it was checked.
 *
 * @param entry the entry it is about
 * @param checkpoint signed note of the tree's head, for all proofs in the bundle
 * @param assessment RFC 8785 JSON; empty for types without
 * @param keys public keys of those who signed, sorted by thumbprint
 * @param registrations the entries by which these keys, and the keys that vouched for them, were
 *     registered, and those that made operators of who vouched, by index, back to entry 0; without
 *     {@code entry} itself
 */
public record Bundle(
    BundleEntry entry,
    Bytes checkpoint,
    Optional<Bytes> assessment,
    List<PublicKey> keys,
    List<BundleEntry> registrations) {
  /** Bytes of a bundle, at most. */
  public static final int MAX_BYTES = 32 << 20;

  public Bundle {
    keys = keys.stream().sorted(Comparator.comparing(PublicKey::thumbprint)).toList();
    registrations =
        registrations.stream().sorted(Comparator.comparing(BundleEntry::index)).toList();
    if (checkpoint.length() == 0) {
      throw new IllegalArgumentException("a bundle without a checkpoint");
    }
  }

  /** The bundle that {@code bytes} are, if they are one to the letter. */
  public static Parsed<Bundle> parse(Bytes bytes) {
    return Parsed.of(() -> BundleReader.read(bytes));
  }

  /**
   * The written form: RFC 8785 JSON.
   *
   * @throws IllegalArgumentException when it is larger than a bundle may be
   */
  public Bytes bytes() {
    var proof =
        new TlogProof(Optional.empty(), entry.index().value(), entry.path(), checkpoint).bytes();
    ObjectBuilder object =
        entry
            .members()
            .put("v", 1)
            .put("proof", proof.base64())
            .put("keys", Json.of(keys.stream().map(PublicKey::toJwk).toList()))
            .put(
                "registrations",
                Json.of(registrations.stream().map(BundleEntry::registration).toList()));
    assessment.ifPresent(bytes -> object.put("assessment", bytes.base64()));
    return limited(object.build().canonical());
  }

  static Bytes limited(Bytes bytes) {
    if (bytes.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a bundle of %d bytes, want at most %d".formatted(bytes.length(), MAX_BYTES));
    }
    return bytes;
  }
}
