package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.Shipment;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.registry.Registry;
import org.evalledger.submission.Outcome;
import org.evalledger.submission.Submissions;

/** Shows a statement as it would be sent, with what the one door says of it by now. */
@Singleton
final class SubmitSheets {
  /** Who says it as far as an assessment goes, while nobody does: an id that owns nothing. */
  private static final String NOBODY = "?";

  private static final int CLASHES = 100;

  private final Submissions submissions;
  private final Registry registry;

  SubmitSheets(Submissions submissions, Registry registry) {
    this.submissions = submissions;
    this.registry = registry;
  }

  /** {@code proposal} with what {@code act}, as {@link SubmitMending} has it, does to it. */
  Proposal mended(Proposal proposal, String act) {
    return submissions.preview(proposal.statement().asRead()).outcome()
            instanceof Outcome.Refused(var refusal)
        ? proposal.with(SubmitMending.mend(proposal.statement(), refusal, act))
        : proposal;
  }

  /** The statement at {@code place} of those that were read. */
  SubmitView.Sheet sheet(List<Proposal> all, int place) {
    Proposal shown = all.get(place);
    JsonObject statement = shown.statement();
    Bytes payload = statement.asRead();
    Submissions.Preview preview = submissions.preview(payload);
    Outcome outcome = preview.outcome();
    Optional<Json> assessment = assessment(statement, outcome);
    List<Fault> faults = faults(outcome);
    Ledger ledger = registry.ledger();
    String submitter = FactRows.text(statement, "submitter").orElse("");
    String authority = SubmitWords.authority(ledger, statement, preview.authority());
    var words = new SubmitWords(statement, outcome, authority, assessment);
    var said = new EntryStatement(statement, List.of());
    int more = said.results() - EntryStatement.ROWS;
    return new SubmitView.Sheet(
        shown.file(),
        place,
        all.stream().map(SubmitWords::name).toList(),
        Proposal.carried(all).utf8(),
        payload.utf8(),
        outcome instanceof Outcome.Checked,
        words.warned() > 0,
        submitter,
        words.conclusion(),
        words.reason(),
        faults.stream().map(fault -> fault(statement, fault)).toList(),
        clashes(statement, outcome),
        outcome instanceof Outcome.Refused(var refusal)
            ? SubmitMending.offers(statement, refusal)
            : List.of(),
        authority,
        Stream.of(ProposalField.values())
            .filter(field -> field.isAsked(statement))
            .map(field -> field.shown(statement, faults))
            .toList(),
        rows(said, assessment),
        more > 0 ? Words.count(more, "more result", "more results") : "",
        assessment
            .map(
                found ->
                    new EntryChecks(found, ledger, submitter, (entry, result) -> Optional.empty())
                        .judged())
            .orElse(List.of()),
        said.others(),
        said.settings(),
        left(shown),
        shown.left() == 0
            ? ""
            : Words.count(shown.left(), "number", "numbers") + " of the file left out");
  }

  /** What the check found; while nobody says it, as if somebody unknown did. */
  private Optional<Json> assessment(JsonObject statement, Outcome outcome) {
    Outcome checked =
        statement.get("submitter") == null
            ? submissions.preview(statement.with("submitter", Json.of(NOBODY)).asRead()).outcome()
            : outcome;
    return checked instanceof Outcome.Checked(var relation, var assessment)
        ? assessment.flatMap(SubmitSheets::json)
        : Optional.empty();
  }

  private static Optional<Json> json(Bytes canonical) {
    return JsonReader.read(canonical) instanceof JsonReader.Value(var json)
        ? Optional.of(json)
        : Optional.empty();
  }

  private static List<Fault> faults(Outcome outcome) {
    if (outcome instanceof Outcome.Refused(Ruling.Invalid(var faults))) {
      return faults;
    }
    return outcome instanceof Outcome.Malformed(var faults) ? faults : List.of();
  }

  private static SubmitView.Fault fault(JsonObject statement, Fault fault) {
    return new SubmitView.Fault(
        SubmitWords.where(statement, fault.pointer()),
        fault.pointer(),
        fault.detail(),
        Stream.of(ProposalField.values())
            .filter(field -> field.mends(fault.pointer()))
            .map(ProposalField::id)
            .findFirst()
            .orElse(null));
  }

  private static List<SubmitView.Clash> clashes(JsonObject statement, Outcome outcome) {
    return outcome instanceof Outcome.Refused(Ruling.Conflict(var clashes))
        ? clashes.stream().limit(CLASHES).map(clash -> clash(statement, clash)).toList()
        : List.of();
  }

  private static SubmitView.Clash clash(JsonObject statement, Clash clash) {
    var shipment = new Shipment(statement);
    return new SubmitView.Clash(
        shipment.position(clash.pointer()).map(shipment::name).orElse(clash.pointer()),
        clash.sameValue() ? "stands already, with the same value," : "stands with another value",
        new Link("entry " + Words.count(clash.index()), Addresses.entry(clash.index()), false));
  }

  private static List<SubmitView.Row> rows(EntryStatement said, Optional<Json> assessment) {
    List<Json> judged = assessment.map(found -> FactRows.items(found, "results")).orElse(List.of());
    var rows = new ArrayList<SubmitView.Row>();
    for (EntryView.Row row : said.rows()) {
      String verdict =
          rows.size() < judged.size()
              ? FactRows.text(judged.get(rows.size()), "verdict").orElse("")
              : "";
      rows.add(new SubmitView.Row(row, verdict));
    }
    return rows;
  }

  private static List<SubmitView.Left> left(Proposal shown) {
    return shown.why().stream()
        .map(one -> new SubmitView.Left(one.pointer() + " " + one.what(), one.why()))
        .toList();
  }
}
