package org.evalledger.submission;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.evalledger.ledger.Ruling;
import org.evalledger.signing.PublicKey;

/** Keeps the example keys out, unless this is a demo, which alone sets the property. */
@Singleton
final class ExampleKeyRule {
  private final ExampleKeys refused;

  ExampleKeyRule(
      @Property(name = "evalledger.example.keys", defaultValue = "false") boolean allowed) {
    this.refused = allowed ? new ExampleKeys(Set.of()) : ExampleKeys.load();
  }

  /** Why the key that a statement introduces is not registered here; empty when it may be. */
  Optional<Ruling.Refusal> refusal(Optional<PublicKey> introduced) {
    return introduced
        .map(PublicKey::thumbprint)
        .filter(refused::contains)
        .map(
            kid ->
                new Ruling.Forbidden(
                    kid
                        + " is one of the example keys, whose secret everybody knows; make a key of"
                        + " your own (evalledger keys generate)."));
  }
}
