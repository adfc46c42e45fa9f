package org.evalledger.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.harness.Shipment;
import org.evalledger.json.Fault;
import org.evalledger.signing.SigningKey;

/**
 * Sends what one file holds: asks first, sends, and where some results are in the ledger already
 * takes them out and sends the rest. Whatever became of each result is in the report.
 */
final class Sending {
  /** Each round takes out at least one result or ends; the ledger tells 100 faults at a time. */
  private static final int MAX_ROUNDS = 200;

  private final LedgerClient ledger;
  private final Receipts receipts;
  private final Optional<SigningKey> key;
  private final SendingRules rules;
  private final FileReport report;

  Sending(
      LedgerClient ledger,
      Receipts receipts,
      Optional<SigningKey> key,
      SendingRules rules,
      FileReport report) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.key = key;
    this.rules = rules;
    this.report = report;
  }

  void send(FileContent content) {
    switch (content) {
      case FileContent.Nothing(var sentence) ->
          report.refuse(new FileReport.Refusal(0, sentence, List.of()));
      case FileContent.Signed(var envelope) -> sendSigned(envelope);
      case FileContent.Unsigned(var statements, var left) -> {
        report.left(left);
        statements.forEach(statement -> send(new Shipment(statement)));
      }
    }
  }

  private void send(Shipment shipment) {
    report.statement();
    SigningKey signer =
        key.orElseThrow(() -> CommandFailure.usage("Give the key to sign with: --key FILE."));
    for (int round = 0; round < MAX_ROUNDS && !shipment.isSpent(); round++) {
      var envelope = rules.form().sign(shipment.statement().asRead(), List.of(signer));
      Optional<Problem> problem =
          attempt(shipment, envelope).map(told -> told.inStatement(envelope.format()));
      if (problem.isEmpty() || !mend(shipment, problem.get())) {
        return;
      }
    }
    if (!shipment.isSpent()) {
      refuse(shipment, "The ledger found something new to say in every attempt.", List.of());
    }
  }

  /** Asks, then sends; empty when there is nothing more to do. */
  private Optional<Problem> attempt(Shipment shipment, SignedEnvelope envelope) {
    if (rules.dryRun() || !rules.force()) {
      switch (ledger.check(envelope)) {
        case Reply.Refused(var problem) -> {
          return Optional.of(problem);
        }
        case Reply.Done(int status, var body) -> {
          List<FileReport.Warning> warnings = Warnings.of(shipment, body.in("assessment"));
          report.warn(warnings);
          if (!warnings.isEmpty() && !rules.force()) {
            report.heldBack(Math.max(1, shipment.size()));
            return Optional.empty();
          }
        }
      }
    }
    if (rules.dryRun()) {
      report.sent(shipment.size(), Optional.empty());
      return Optional.empty();
    }
    return switch (ledger.submit(envelope)) {
      case Reply.Refused(var problem) -> Optional.of(problem);
      case Reply.Done(int status, var body) -> {
        entered(envelope, status, body, shipment.size());
        yield Optional.empty();
      }
    };
  }

  private void entered(SignedEnvelope envelope, int status, JsonMembers body, int results) {
    Receipts.Place place = receipts.check(envelope, body);
    if (status == 201) {
      report.sent(results, Optional.of(place));
    } else {
      report.known(results);
    }
    if (rules.receipts() != null) {
      UserFiles.write(rules.receipts().resolve(place.index() + ".json"), body.object().canonical());
    }
  }

  /** Takes out of the shipment what the problem names; false when nothing of it can be sent. */
  private boolean mend(Shipment shipment, Problem problem) {
    if (problem.status() == 409 && shipment.hasResults()) {
      return sort(shipment, problem);
    }
    if (problem.status() == 409) {
      stands(problem, 0);
      return false;
    }
    if (problem.status() == 422 && rules.skipInvalid()) {
      return skip(shipment, problem);
    }
    refuse(shipment, problem);
    return false;
  }

  /** 409: what is the same is known; what differs corrects the earlier, or is told. */
  private boolean sort(Shipment shipment, Problem problem) {
    Set<Integer> out = new HashSet<>();
    boolean changed = false;
    for (Problem.Standing earlier : problem.conflicts()) {
      Optional<Integer> position = shipment.position(earlier.pointer());
      if (position.isEmpty() || out.contains(position.get())) {
        continue;
      }
      int at = position.get();
      if (earlier.sameValue()) {
        report.known(1);
        out.add(at);
      } else if (rules.supersede() && !shipment.supersedes(at)) {
        shipment.supersede(at, earlier.reference());
        changed = true;
      } else {
        report.conflict(
            new FileReport.Conflict(
                shipment.original(earlier.pointer()), shipment.name(at), earlier));
        out.add(at);
      }
    }
    if (!changed && out.isEmpty()) {
      refuse(shipment, problem);
      return false;
    }
    shipment.remove(out);
    return true;
  }

  /**
   * 409 of a statement without results, or of an envelope that is not ours to change.
   *
   * @param results how many it has; those that clash with nothing are not sent either
   */
  private void stands(Problem problem, int results) {
    long clashing = problem.conflicts().stream().map(Problem.Standing::pointer).distinct().count();
    if (results > clashing) {
      report.refuse(
          new FileReport.Refusal(
              Math.toIntExact(results - clashing),
              "An envelope goes whole or not at all, and other results in it stand already.",
              List.of()));
    }
    for (Problem.Standing earlier : problem.conflicts()) {
      if (earlier.sameValue()) {
        report.known(earlier.result().isPresent() ? 1 : 0);
      } else {
        report.conflict(new FileReport.Conflict(earlier.pointer(), "", earlier));
      }
    }
  }

  /** 422: takes out the results at fault, if all faults are in results. */
  private boolean skip(Shipment shipment, Problem problem) {
    Set<Integer> out = new HashSet<>();
    for (Fault fault : problem.faults()) {
      Optional<Integer> position = shipment.position(fault.pointer());
      if (position.isEmpty()) {
        refuse(shipment, problem);
        return false;
      }
      out.add(position.get());
    }
    if (out.isEmpty()) {
      refuse(shipment, problem);
      return false;
    }
    report.refuse(
        new FileReport.Refusal(out.size(), problem.detail(), originals(shipment, problem)));
    shipment.remove(out);
    return true;
  }

  private void refuse(Shipment shipment, Problem problem) {
    refuse(shipment, why(problem), originals(shipment, problem));
  }

  private void refuse(Shipment shipment, String sentence, List<Fault> faults) {
    report.refuse(new FileReport.Refusal(shipment.size(), sentence, faults));
  }

  private static String why(Problem problem) {
    return problem.fix().isEmpty() || problem.detail().contains(problem.fix())
        ? problem.detail()
        : problem.detail() + " " + problem.fix();
  }

  private static List<Fault> originals(Shipment shipment, Problem problem) {
    return problem.faults().stream()
        .map(fault -> new Fault(shipment.original(fault.pointer()), fault.detail()))
        .toList();
  }

  /** An envelope goes as it is or not at all. */
  private void sendSigned(SignedEnvelope envelope) {
    report.statement();
    switch (rules.dryRun() ? ledger.check(envelope) : ledger.submit(envelope)) {
      case Reply.Done(int status, var body) -> {
        int results = body.in("assessment").items("results").size();
        if (rules.dryRun()) {
          report.sent(results, Optional.empty());
        } else {
          entered(envelope, status, body, results);
        }
      }
      case Reply.Refused(var problem) -> {
        if (problem.status() == 409) {
          stands(problem, envelope.results());
        } else {
          report.refuse(new FileReport.Refusal(envelope.results(), why(problem), problem.faults()));
        }
      }
    }
  }
}
