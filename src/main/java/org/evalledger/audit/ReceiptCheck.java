package org.evalledger.audit;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.Receipt;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.record.Facts;
import org.evalledger.signing.Jws;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.Typ;
import org.evalledger.statement.Key;

/** Checks receipts: the service's signed word that it took a statement in. */
public final class ReceiptCheck {
  private ReceiptCheck() {}

  /** The receipt that {@code jws} is, if the service signed it with the one key {@code service}. */
  public static Parsed<Receipt> check(Bytes jws, PublicKey service) {
    return check(jws, List.of(service));
  }

  /**
   * The receipt that {@code jws}, compact or JSON, is, if every signature holds.
   *
   * @param service the service's keys, as they were registered; each signature is by one of them
   */
  public static Parsed<Receipt> check(Bytes jws, List<PublicKey> service) {
    Optional<Bytes> payload =
        Jws.verify(
            Typ.RECEIPT,
            jws,
            kid -> service.stream().filter(key -> key.thumbprint().equals(kid)).findFirst());
    return payload.isEmpty()
        ? new Parsed.Malformed<>(
            "no receipt signed by " + service.stream().map(PublicKey::thumbprint).toList())
        : Parsed.of(() -> consistent(Receipt.parse(payload.get())));
  }

  /**
   * The key that the entry of {@code bundle} registers; empty when it registers none. The bundle is
   * to be checked first.
   */
  public static Optional<PublicKey> registeredKey(Bundle bundle) {
    return Against.parse(bundle.entry().facts()) instanceof Parsed.Value<Facts>(var facts)
            && facts.statement() instanceof Key.Register register
        ? Optional.of(PublicKey.parse(register.jwk()).orThrow())
        : Optional.empty();
  }

  /** Whether the receipt is for the entry of {@code bundle}. */
  public static boolean isFor(Receipt receipt, Bundle bundle) {
    return receipt.index().equals(bundle.entry().index())
        && receipt.record().bytes().equals(bundle.entry().record());
  }

  private static Receipt consistent(Receipt receipt) {
    if (!MerkleHash.leaf(receipt.record().bytes()).equals(receipt.leafHash())) {
      throw new IllegalArgumentException("the receipt's leaf hash is not that of its record");
    }
    return receipt;
  }
}
