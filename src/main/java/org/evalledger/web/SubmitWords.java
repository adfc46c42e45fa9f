package org.evalledger.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.harness.Shipment;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.record.Relation;
import org.evalledger.statement.Ids;
import org.evalledger.statement.SubmitterId;
import org.evalledger.submission.Outcome;
import org.jspecify.annotations.Nullable;

/** Says of a statement that nobody signed yet what would become of it. */
final class SubmitWords {
  private final JsonObject statement;
  private final Outcome outcome;
  private final String authority;
  private final Optional<Json> assessment;

  SubmitWords(JsonObject statement, Outcome outcome, String authority, Optional<Json> assessment) {
    this.statement = statement;
    this.outcome = outcome;
    this.authority = authority;
    this.assessment = assessment;
  }

  /** A statement in a list of several. */
  static String name(Proposal proposal) {
    return FactRows.text(proposal.statement(), "model", "id").orElse("a model not named")
        + ", "
        + results(proposal.statement())
        + ", from "
        + proposal.file();
  }

  private static String results(JsonObject statement) {
    return Words.count(FactRows.items(statement, "results").size(), "result", "results");
  }

  /** Where in {@code statement} a pointer leads. */
  static String where(JsonObject statement, String pointer) {
    var shipment = new Shipment(statement);
    return shipment
        .position(pointer)
        .map(position -> "result " + (position + 1) + ", " + shipment.name(position))
        .orElseGet(
            () ->
                pointer.isEmpty()
                    ? "the statement"
                    : String.join(
                        " \u203a ",
                        Stream.of(pointer.substring(1).split("/", -1))
                            .map(step -> step.replace("~1", "/").replace("~0", "~"))
                            .toList()));
  }

  /** Why nobody may sign it by now; empty where an active key of its submitter is enough. */
  static String authority(Ledger ledger, JsonObject statement, Optional<Ruling.Refusal> refusal) {
    if (refusal.isEmpty()) {
      return "";
    }
    String submitter = FactRows.text(statement, "submitter").orElse("");
    boolean isForUs = FactRows.items(statement, "ledgers").contains(Json.of(ledger.origin()));
    boolean isKnown =
        Ids.isId(submitter) && ledger.submitter(new SubmitterId(submitter)).isPresent();
    if (isForUs) {
      return isKnown
          ? "No key of \u201c%s\u201d is active here; its next one needs the operator\u2019s signature."
              .formatted(submitter)
          : "No key of \u201c%s\u201d is registered here yet; a first one needs the operator\u2019s signature."
              .formatted(submitter);
    }
    return switch (refusal.get()) {
      case Ruling.Forbidden(var detail) -> detail;
      case Ruling.Unauthorised(var rule, var detail) -> detail;
      case Ruling.Invalid invalid -> "";
      case Ruling.Conflict conflict -> "";
    };
  }

  /** How many results, and the model, the check flags or finds inconsistent. */
  long warned() {
    return assessment
        .map(
            found ->
                Stream.concat(
                        FactRows.items(found, "results").stream(),
                        Stream.ofNullable(FactRows.at(found, "model")))
                    .filter(EntryChecks::isFlagged)
                    .count())
        .orElse(0L);
  }

  /** In a sentence. */
  String conclusion() {
    return switch (outcome) {
      case Outcome.Checked checked ->
          authority.isEmpty()
              ? warned() > 0 ? "It would be taken, with doubts." : "Ready to sign."
              : warned() > 0
                  ? "It would be taken, with doubts, but nobody may sign it yet."
                  : "Nothing is wrong with it, and nobody may sign it yet.";
      case Outcome.Refused(Ruling.Conflict(var clashes)) -> standing(clashes);
      case Outcome.Refused(Ruling.Invalid(var faults)) ->
          faults.size() == 1
              ? "One thing keeps it out."
              : Words.count(faults.size()) + " things keep it out.";
      case Outcome.Refused(Ruling.Forbidden(var detail)) -> detail;
      case Outcome.Refused(Ruling.Unauthorised(var rule, var detail)) -> detail;
      case Outcome.Malformed malformed -> "It cannot be read.";
      case Outcome.TooLarge(long limit) ->
          "It is larger than the %s that one statement may have.".formatted(Words.bytes(limit));
      case Outcome.NotOpened notOpened -> "The ledger is not open yet.";
      case Outcome.Overloaded busy -> "The service is busy, so this is not checked yet.";
      case Outcome.Unauthorised(var detail) -> detail;
      case Outcome.Accepted accepted -> throw new IllegalStateException("a preview entered");
      case Outcome.Known known -> throw new IllegalStateException("a preview entered");
    };
  }

  private String standing(List<Clash> clashes) {
    long standing = clashes.stream().map(Clash::pointer).distinct().count();
    boolean all = standing == FactRows.items(statement, "results").size();
    return (all ? "All of it" : Words.count(standing) + " of its " + results(statement))
        + (all || standing == 1 ? " stands already" : " stand already")
        + (clashes.stream().allMatch(Clash::sameValue) ? "." : ", with other values.");
  }

  /** In another. */
  String reason() {
    if (outcome instanceof Outcome.Overloaded) {
      return "Nothing was sent; check it again in a moment.";
    }
    return outcome instanceof Outcome.Checked(Relation relation, var bytes)
        ? would(relation) + warning()
        : results(statement) + of() + "." + warning();
  }

  private String would(@Nullable Relation relation) {
    long results = FactRows.items(statement, "results").size();
    return "%s%s would enter%s."
        .formatted(
            Words.count(results, "result", "results"),
            of(),
            relation == null ? "" : " as " + relation.word());
  }

  private String of() {
    return FactRows.text(statement, "model", "id").map(id -> " of " + id).orElse("");
  }

  private String warning() {
    if (assessment.isEmpty()) {
      return "";
    }
    long warned = warned();
    List<Json> results = FactRows.items(assessment.get(), "results");
    long alone =
        results.stream()
            .filter(one -> FactRows.text(one, "verdict").orElse("").equals("not-comparable"))
            .count();
    if (warned > 0) {
      return " The check has doubts: look at why before you sign.";
    }
    if (alone == results.size()) {
      return " The check has nothing to compare "
          + (alone == 1 ? "it" : "them")
          + " with yet, and finds nothing impossible.";
    }
    return alone == 0
        ? " The check finds nothing in doubt."
        : " The check finds nothing in doubt; %s nothing to be compared with yet."
            .formatted(alone == 1 ? "one of them has" : Words.count(alone) + " of them have");
  }
}
