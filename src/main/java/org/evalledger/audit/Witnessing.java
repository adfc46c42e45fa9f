package org.evalledger.audit;

import java.util.List;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NotePolicy.Cosignature;

/** Tells who cosigned a head. */
final class Witnessing {
  private Witnessing() {}

  static String sentence(NotePolicy policy, NotePolicy.Seen seen) {
    List<String> names = seen.cosignatures().stream().map(Witnessing::name).toList();
    if (seen.witnessed()) {
      return "Witnessed by %d: %s; that meets the policy's quorum \"%s\"."
          .formatted(names.size(), String.join(", ", names), policy.quorum().name());
    }
    if (!policy.asksForWitnesses()) {
      return "NOT WITNESSED: nobody but the log itself vouches for this head; no policy with a"
          + " quorum of witnesses was given.";
    }
    return names.isEmpty()
        ? "NOT WITNESSED: no witness of the policy cosigned this head; the quorum \"%s\" is missing."
            .formatted(policy.quorum().name())
        : "NOT WITNESSED: %d cosigned this head (%s), too few for the policy's quorum \"%s\"."
            .formatted(names.size(), String.join(", ", names), policy.quorum().name());
  }

  private static String name(Cosignature cosignature) {
    return "%s at %s".formatted(cosignature.witness().name(), cosignature.time());
  }
}
