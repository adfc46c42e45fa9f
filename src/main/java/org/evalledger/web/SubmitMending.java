package org.evalledger.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.evalledger.harness.Shipment;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Clash;

/** What can be done at once about all results that keep a statement out. */
final class SubmitMending {
  /** Takes them out. */
  static final String LEAVE_OUT = "leave-out";

  /** Lets them correct what stands. */
  static final String CORRECT = "correct";

  private SubmitMending() {}

  /** What may be done about {@code refusal}. */
  static List<SubmitView.Mending> offers(JsonObject statement, Ruling.Refusal refusal) {
    var shipment = new Shipment(statement);
    int out = atFault(shipment, refusal).size();
    var offers = new ArrayList<SubmitView.Mending>();
    long differing = differing(refusal);
    if (differing > 0) {
      offers.add(
          new SubmitView.Mending(
              CORRECT, "Correct " + Words.count(differing, "earlier result", "earlier results")));
    }
    if (out > 0 && out < shipment.size()) {
      offers.add(
          new SubmitView.Mending(LEAVE_OUT, "Leave out " + Words.count(out, "result", "results")));
    }
    return offers;
  }

  /** {@code statement} with that done. */
  static JsonObject mend(JsonObject statement, Ruling.Refusal refusal, String act) {
    var shipment = new Shipment(statement);
    Set<Integer> out = atFault(shipment, refusal);
    if (act.equals(CORRECT) && refusal instanceof Ruling.Conflict(var clashes)) {
      for (Clash clash : clashes) {
        shipment
            .position(clash.pointer())
            .filter(position -> !clash.sameValue() && out.remove(position))
            .ifPresent(position -> shipment.supersede(position, reference(clash)));
      }
    }
    shipment.remove(out);
    return shipment.isSpent() ? statement : shipment.statement();
  }

  private static JsonObject reference(Clash clash) {
    var reference = Json.object().put("index", clash.index()).put("leafHash", clash.leafHash());
    Integer result = clash.result();
    return (result == null ? reference : reference.put("result", result)).build();
  }

  private static Set<Integer> atFault(Shipment shipment, Ruling.Refusal refusal) {
    List<String> pointers =
        switch (refusal) {
          case Ruling.Invalid(var faults) -> faults.stream().map(fault -> fault.pointer()).toList();
          case Ruling.Conflict(var clashes) -> clashes.stream().map(Clash::pointer).toList();
          case Ruling.Forbidden forbidden -> List.of();
          case Ruling.Unauthorised unauthorised -> List.of();
        };
    Set<Integer> found = new HashSet<>();
    pointers.forEach(pointer -> shipment.position(pointer).ifPresent(found::add));
    return found;
  }

  private static long differing(Ruling.Refusal refusal) {
    return refusal instanceof Ruling.Conflict(var clashes)
        ? clashes.stream()
            .filter(clash -> !clash.sameValue())
            .map(Clash::pointer)
            .distinct()
            .count()
        : 0;
  }
}
