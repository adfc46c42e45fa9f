package org.evalledger.collector;

import java.io.Serial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.harness.Shipment;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;

/**
 * Sends statements through the one door. What is in the ledger already is left out, what differs
 * from what the same source said before corrects it, and what the ledger refuses is told.
 */
final class Delivery {
  /** Each round takes out at least one result or ends. */
  private static final int MAX_ROUNDS = 200;

  private final Submissions submissions;
  private final SigningKey key;
  private final List<String> refusals = new ArrayList<>();
  private int entered;

  Delivery(Submissions submissions, SigningKey key) {
    this.submissions = submissions;
    this.key = key;
  }

  /** The ledger can take nothing now; what was sent stands, and the rest is sent again later. */
  static final class LaterException extends Exception {
    @Serial private static final long serialVersionUID = 1;
  }

  /** The ledger takes nothing from this collector; no file is at fault. */
  static final class NotTakenException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NotTakenException(String why) {
      super(why);
    }
  }

  /** How many results entered. */
  int entered() {
    return entered;
  }

  /** Why others did not, one sentence each; empty when all that was sent is in the ledger. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Sends {@code statement}, or what of it is new. */
  void send(JsonObject statement) throws LaterException, NotTakenException {
    var shipment = new Shipment(statement);
    for (int round = 0; round < MAX_ROUNDS && !shipment.isSpent(); round++) {
      var envelope = Jws.compact(Typ.STATEMENT, shipment.statement().asRead(), key);
      switch (submissions.submit(EnvelopeFormat.JOSE, envelope)) {
        case Outcome.Accepted accepted -> {
          entered += shipment.size();
          return;
        }
        case Outcome.Known known -> {
          return;
        }
        case Outcome.Overloaded overloaded -> throw new LaterException();
        case Outcome.NotOpened notOpened -> throw new LaterException();
        case Outcome.Refused(Ruling.Refusal refusal) -> {
          if (!mend(shipment, refusal)) {
            return;
          }
        }
        case Outcome.Malformed(var faults) -> {
          refusals.add(faults.getFirst().detail());
          return;
        }
        case Outcome.TooLarge(long limit) -> {
          refusals.add("The statement has more than %,d bytes.".formatted(limit));
          return;
        }
        case Outcome.Unauthorised(var detail) -> throw new NotTakenException(detail);
        case Outcome.Checked checked ->
            throw new IllegalStateException("nothing was to be checked");
      }
    }
    if (!shipment.isSpent()) {
      refusals.add("The ledger found something new to say in every attempt.");
    }
  }

  /** Takes out what the refusal names; false when nothing of the statement can be sent. */
  private boolean mend(Shipment shipment, Ruling.Refusal refusal) throws NotTakenException {
    return switch (refusal) {
      case Ruling.Conflict(var clashes) -> sort(shipment, clashes);
      case Ruling.Invalid(var faults) -> leave(shipment, faults);
      case Ruling.Forbidden(var detail) -> throw new NotTakenException(detail);
      case Ruling.Unauthorised(var rule, var detail) -> throw new NotTakenException(detail);
    };
  }

  /** What says the same is left out; what differs corrects the earlier. */
  private boolean sort(Shipment shipment, List<Clash> clashes) {
    Set<Integer> out = new HashSet<>();
    boolean changed = false;
    for (Clash clash : clashes) {
      Optional<Integer> position = shipment.position(clash.pointer());
      if (position.isEmpty() || out.contains(position.get())) {
        continue;
      }
      int at = position.get();
      if (clash.sameValue()) {
        out.add(at);
      } else if (clash.result() != null && !shipment.supersedes(at)) {
        shipment.supersede(at, reference(clash, clash.result()));
        changed = true;
      } else {
        refusals.add(shipment.name(at) + ": another value stands in entry " + clash.index() + ".");
        out.add(at);
      }
    }
    shipment.remove(out);
    if (!changed && out.isEmpty()) {
      refusals.add("It conflicts with entry " + clashes.getFirst().index() + ".");
      return false;
    }
    return true;
  }

  private static JsonObject reference(Clash clash, int result) {
    return Json.object()
        .put("index", clash.index())
        .put("leafHash", clash.leafHash())
        .put("result", result)
        .build();
  }

  /** Results at fault are left out and told, if all faults are in results. */
  private boolean leave(Shipment shipment, List<Fault> faults) {
    Set<Integer> out = new HashSet<>();
    for (Fault fault : faults) {
      Optional<Integer> position = shipment.position(fault.pointer());
      String where = position.map(at -> shipment.name(at)).orElse(fault.pointer());
      refusals.add(where + ": " + fault.detail());
      if (position.isEmpty()) {
        return false;
      }
      out.add(position.get());
    }
    shipment.remove(out);
    return !out.isEmpty();
  }
}
