package org.evalledger.cli;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** Submits one envelope of a command that sends few, and tells where it stands. */
final class Submitting {
  private final LedgerClient ledger;
  private final Receipts receipts;

  Submitting(LedgerClient ledger, LogState log) {
    this.ledger = ledger;
    this.receipts = new Receipts(log);
  }

  /**
   * What became of an envelope that the ledger has.
   *
   * @param place where it stands
   * @param isNew whether this submission put it there
   */
  record Entered(Receipts.Place place, boolean isNew) {
    JsonObject json() {
      return place.json().with("known", Json.of(!isNew));
    }
  }

  /** Submits; a refusal ends the command, but for one because the same stands already. */
  Entered submit(SignedEnvelope envelope) {
    return switch (ledger.submit(envelope)) {
      case Reply.Done(int status, var body) ->
          new Entered(receipts.check(envelope, body), status == 201);
      case Reply.Refused(var problem)
          when problem.alreadyRecorded() && !problem.conflicts().isEmpty() -> {
        Problem.Standing earlier = problem.conflicts().getFirst();
        yield new Entered(new Receipts.Place(earlier.index(), earlier.leafHash()), false);
      }
      case Reply.Refused(var problem) -> throw CommandFailure.finding(problem.sentence());
    };
  }
}
