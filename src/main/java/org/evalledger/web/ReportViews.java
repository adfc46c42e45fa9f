package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evalledger.access.Caller;
import org.evalledger.access.SignIn;
import org.evalledger.bytes.Parsed;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.record.EntryRecord;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.ReportChallenges;
import org.evalledger.statement.StatementType;
import org.jspecify.annotations.Nullable;

/** The page of a report in words. */
@Singleton
final class ReportViews {
  /** Results that can be named, at most; a report on more names none, and means all. */
  private static final int RESULTS = 60;

  private final LogReader log;
  private final CaseFiles cases;
  private final ReportChallenges challenges;
  private final SignIn signIn;

  ReportViews(LogReader log, CaseFiles cases, ReportChallenges challenges, SignIn signIn) {
    this.log = log;
    this.cases = cases;
    this.challenges = challenges;
    this.signIn = signIn;
  }

  /**
   * What somebody sent before, and what came of it.
   *
   * @param form that was sent; empty for none
   * @param refusal why it was not taken; empty where it was
   * @param said entry of the report that was taken, as the address has it; empty for none
   */
  record Tried(PostedForm form, String refusal, String said) {
    static Tried said(String entry) {
      return new Tried(new PostedForm(Map.of()), "", entry);
    }

    ReportView.Written written() {
      return new ReportView.Written(
          form.one("kind"), Set.copyOf(form.all("results")), form.one("text"), form.one("links"));
    }
  }

  /** Whether {@code entry} is one that can be reported. */
  static boolean hasResults(LogEntry entry) {
    return EntryRecord.parse(entry.record()).type() == StatementType.EVALUATION;
  }

  private static JsonObject facts(LogEntry entry) {
    return JsonReader.read(entry.facts()) instanceof JsonReader.Value(JsonObject object)
        ? object
        : Json.object().build();
  }

  ReportView view(LogEntry entry, Caller caller, Tried tried, String address) {
    JsonObject facts = facts(entry);
    String path = Addresses.entry(entry.index()) + "/report";
    return new ReportView(
        entry.index(),
        Words.count(entry.index()),
        "%s reports %s of %s."
            .formatted(
                EntryRecord.parse(entry.record()).submitter().value(),
                Words.count(FactRows.items(facts, "results").size(), "result", "results"),
                FactRows.text(facts, "model", "id").orElse("a model")),
        entry.leafHash().hex(),
        results(facts),
        VisitorView.of(caller, signIn, path),
        way(caller),
        tried.written(),
        tried.refusal(),
        done(entry, tried.said()),
        address);
  }

  private ReportView.Way way(Caller caller) {
    if (caller.identity().filter(person -> !person.roles().isEmpty()).isPresent()) {
      return ReportView.Way.SIGNED_IN;
    }
    return challenges.open() ? ReportView.Way.PUZZLE : ReportView.Way.NONE;
  }

  private static List<ReportView.Result> results(JsonObject facts) {
    List<Json> all = FactRows.items(facts, "results");
    var results = new ArrayList<ReportView.Result>();
    for (int i = 0; i < all.size() && all.size() > 1 && all.size() <= RESULTS; i++) {
      Json one = all.get(i);
      results.add(
          new ReportView.Result(
              i,
              FactRows.text(one, "benchmark").orElse("")
                  + FactRows.text(one, "task").map(task -> " \u203a " + task).orElse("")
                  + FactRows.text(one, "metric").map(metric -> ", " + metric).orElse("")
                  + FactRows.text(one, "value").map(value -> " " + value).orElse("")));
    }
    return results;
  }

  /** Only a report that the log holds, and on this entry: an address alone proves nothing. */
  private ReportView.@Nullable Done done(LogEntry entry, String said) {
    return Parsed.of(() -> Long.valueOf(said)) instanceof Parsed.Value<Long>(var index)
        ? Optional.of(index)
            .filter(one -> one > entry.index())
            .flatMap(log::entry)
            .filter(report -> isOn(report, entry))
            .map(report -> done(entry, report.index()))
            .orElse(null)
        : null;
  }

  private static boolean isOn(LogEntry report, LogEntry entry) {
    return EntryRecord.parse(report.record()).type() == StatementType.REPORT
        && FactRows.text(facts(report), "entry", "leafHash")
            .filter(entry.leafHash().hex()::equals)
            .isPresent();
  }

  private ReportView.Done done(LogEntry entry, long report) {
    String text = "Your report is entry " + Words.count(report) + " of the log.";
    return cases.ofEntry(entry.index()).stream()
        .filter(one -> one.cause().equals("report"))
        .reduce((first, second) -> second)
        .map(
            one ->
                new ReportView.Done(
                    text + " It gathers with others on one case, which a reviewer decides.",
                    Addresses.caseFile(one.id()),
                    "Case " + one.id()))
        .orElseGet(() -> new ReportView.Done(text, Addresses.entry(report), "The entry"));
  }
}
