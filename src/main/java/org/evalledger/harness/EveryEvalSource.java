package org.evalledger.harness;

import java.util.Optional;
import org.evalledger.harness.Provenance.Published;
import org.evalledger.statement.Knowable;

/**
 * Whose claim the numbers of an Every Eval Ever record are. The record names the organisation that
 * published them, which is more exact than what is said of the folder it lies in.
 */
final class EveryEvalSource {
  private EveryEvalSource() {}

  /** The {@code provenance} with the record's organisation as who claims the numbers. */
  static Provenance claimed(EveryEvalFile file, Provenance provenance) {
    Published published = provenance.published();
    if (published == null || !file.isPassedOn()) {
      return provenance;
    }
    return new Provenance(
        provenance.submitter(),
        provenance.ledgers(),
        provenance.issuedAt(),
        new Published(
            published.url(),
            published.publishedAt(),
            published.retrievedAt(),
            organisation(file)
                .<Knowable<String>>map(Knowable.Known::new)
                .orElse(published.claimedBy())));
  }

  /** Why the sender cannot speak for numbers that were read off somebody else's page. */
  static Optional<String> whyNotTheSenders(EveryEvalFile file, Provenance provenance) {
    return provenance.published() == null && file.isPassedOn()
        ? Optional.of(
            "The record passes on what %s published; say under which address it lies, so that it goes in as theirs."
                .formatted(organisation(file).orElse("somebody")))
        : Optional.empty();
  }

  private static Optional<String> organisation(EveryEvalFile file) {
    return file.source()
        .text("source_organization_name")
        .filter(name -> !name.equalsIgnoreCase("unknown"))
        .map(Ascii::id);
  }
}
