package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.review.CaseEvent;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseFiles;
import org.evalledger.review.CaseReporter;
import org.evalledger.review.CaseScore;
import org.evalledger.review.CaseSummary;
import org.evalledger.review.CaseToday;
import org.evalledger.review.CasesOfSubmitter;
import org.evalledger.statement.CaseId;
import org.evalledger.submission.ServiceVoice;
import org.jspecify.annotations.Nullable;

/** Case files in words and pictures. */
@Singleton
final class CaseViews {
  private final CaseFiles files;
  private final CaseSight.Finder sights;
  private final CasePlots plots;
  private final LogReader log;
  private final LogIdentity identity;

  CaseViews(
      CaseFiles files,
      CaseSight.Finder sights,
      CasePlots plots,
      LogReader log,
      LogIdentity identity) {
    this.files = files;
    this.sights = sights;
    this.plots = plots;
    this.log = log;
    this.identity = identity;
  }

  /**
   * What somebody wrote into the form before, and what came of it.
   *
   * @param form that was sent; empty for none
   * @param refusal why it was not taken; empty where it was
   * @param said what became of it otherwise; empty for nothing
   */
  record Tried(PostedForm form, String refusal, String said) {
    static final Tried NOTHING = said("");

    static Tried said(String words) {
      return new Tried(new PostedForm(Map.of()), "", words);
    }
  }

  /** The page of a case. */
  CaseView view(CaseFile file, VisitorView visitor, Tried tried, Instant now) {
    CaseSummary summary = file.summary();
    CaseSight sight = sights.of(file);
    @Nullable CaseScene scene = sight.scene();
    CaseChecks checks = sight.checks();
    @Nullable Double reproduced = sight.reproduced();
    String href = Addresses.caseFile(summary.id());
    List<CheckView> views = checks.views();
    List<CaseView.Said> history = CaseHistory.of(file.events(), now);
    Long entry = summary.entry();
    String standing = summary.standing();
    return new CaseView(
        summary.id(),
        href,
        CaseWords.state(summary.state()),
        "/review?state=" + summary.state(),
        tried.said(),
        files.before(summary).map(one -> Addresses.caseFile(one.id())).orElse(null),
        next(summary),
        summary.model() == null ? sight.about() : name(summary.model()) + " on " + sight.about(),
        facts(summary, now),
        standing == null ? "" : standing,
        conclusion(summary, scene, checks, reproduced),
        reason(file, scene),
        entry == null ? "" : Addresses.entry(entry),
        scene == null ? "" : plots.bySize(scene, reproduced),
        scene == null ? "" : plots.byProfile(scene, checks.all(), reproduced),
        note(scene),
        views,
        file.results().stream().map(CaseViews::result).toList(),
        CaseSettings.of(file.settings()),
        history(file, "answer", now),
        noAnswer(summary),
        history,
        Stream.concat(file.versions().stream(), file.reproductions().stream())
            .limit(50)
            .map(CaseViews::result)
            .toList(),
        form(file, visitor, views, tried),
        file.similar().stream().map(CaseViews::other).toList(),
        file.related().stream().map(CaseViews::other).toList(),
        record(file),
        "/v1/cases/" + Addresses.segment(summary.id()));
  }

  /** From a decided case one goes on to the first that waits. */
  private @Nullable String next(CaseSummary summary) {
    Optional<CaseSummary> next =
        summary.state().equals("decided")
            ? files
                .list(new CaseFiles.Wanted("open", null, null), CaseFiles.Order.PRIORITY, null, 1)
                .stream()
                .findFirst()
            : files.behind(summary);
    return next.map(one -> Addresses.caseFile(one.id())).orElse(null);
  }

  private static String name(String model) {
    return model.substring(model.indexOf('/') + 1);
  }

  private static List<String> facts(CaseSummary summary, Instant now) {
    var facts = new ArrayList<String>();
    facts.add(
        "opened "
            + Words.ago(summary.openedAt(), now)
            + " by "
            + CaseWords.openedBy(summary.cause()));
    if (summary.reports() > 0) {
      facts.add(Words.count(summary.reports(), "report", "reports"));
    }
    if (!summary.state().equals("decided")) {
      facts.add("assigned to " + CaseWords.assignee(summary.assignee()));
      facts.add(
          "expected harm "
              + Words.fixed(summary.priority(), 2)
              + (summary.waits() ? ", behind ten others of its submitter" : ""));
    }
    facts.add("last change " + Words.ago(summary.changedAt(), now));
    if (!summary.current()) {
      facts.add("all its results were corrected or withdrawn");
    }
    return facts;
  }

  private static String conclusion(
      CaseSummary summary,
      @Nullable CaseScene scene,
      CaseChecks checks,
      @Nullable Double reproduced) {
    String outcome = summary.outcome();
    String decided = outcome == null ? "" : "Decided: " + CaseWords.outcome(outcome) + ". ";
    if (scene == null) {
      return decided + CaseWords.cause(summary) + ".";
    }
    String claim =
        summary.submitter() + " reports " + scene.said() + " on " + scene.claim().benchmark() + ".";
    return decided + claim + besides(scene, checks, reproduced);
  }

  /** The one figure that says most beside the claim. */
  private static String besides(CaseScene scene, CaseChecks checks, @Nullable Double reproduced) {
    if (reproduced != null) {
      return " Somebody else got " + scene.said(reproduced) + ".";
    }
    for (ReadCheck check : scene.isShare() ? checks.all() : List.<ReadCheck>of()) {
      if (check.name().equals("profile") && check.figure("expected") >= 0) {
        return " Its other scores predict about "
            + scene.said(CaseScene.displayed(check.figure("expected")))
            + ".";
      }
    }
    Band band = scene.band();
    return band == null || !band.drawn()
        ? ""
        : " Half of the models of its size score below " + scene.said(band.median()) + ".";
  }

  private static String reason(CaseFile file, @Nullable CaseScene scene) {
    CaseToday today = file.today();
    if (scene == null || today.alike() == 0) {
      return file.results().isEmpty()
          ? "It touches no result that is in the log."
          : "Nothing like it was measured, so nothing is known of its place.";
    }
    String sized =
        today.likeSized() == 0
            ? ""
            : ", and "
                + Words.count(today.likeSizedBeaten())
                + " of "
                + Words.count(today.likeSized())
                + " of half to twice its size";
    String said =
        "Today it is ahead of %s of %s like results of others%s."
            .formatted(Words.count(today.beaten()), Words.count(today.alike()), sized);
    return "decided".equals(file.summary().state())
        ? said
        : said + " It is in doubt, no more: a case is no verdict.";
  }

  private static String note(@Nullable CaseScene scene) {
    if (scene == null) {
      return "There is nothing to draw: no like result is registered.";
    }
    return "%s, by the same protocol. Blue: makers\u2019 own models. Grey: derivatives. Computed from the log\u2019s first %s entries."
        .formatted(
            scene.words().head(scene.claim().benchmark()), Words.count(scene.board().entries()));
  }

  private static CaseView.Result result(CaseScore score) {
    String task = score.task();
    return new CaseView.Result(
        score.model(),
        Addresses.model(score.model()),
        score.benchmark() + (task == null ? "" : " / " + task) + ", " + score.metric(),
        score.value(),
        Words.suspicion(score.suspicion()),
        score.withdrawn() ? "withdrawn" : score.superseded() ? "superseded" : score.verdict(),
        score.submitter(),
        Words.count(score.index()),
        Addresses.entry(score.index()) + "#result-" + score.result());
  }

  private static List<CaseView.Said> history(CaseFile file, String kind, Instant now) {
    return CaseHistory.of(
        file.events().stream()
            .filter(
                event ->
                    event.kind().equals(kind)
                        || (kind.equals("answer") && event.kind().equals("appeal")))
            .toList(),
        now);
  }

  private static String noAnswer(CaseSummary summary) {
    return summary.state().equals("waiting-for-lab")
        ? "None yet. The lab was asked for evidence; a signed answer will appear here."
        : "None. Nobody asked the lab yet; a signed answer on this case appears here all the same.";
  }

  private static CaseView.Other other(CaseSummary one) {
    String outcome = one.outcome();
    return new CaseView.Other(
        "Case " + one.id(),
        Addresses.caseFile(one.id()),
        (one.model() == null ? "" : one.model() + ", ")
            + Words.count(one.results(), "result", "results")
            + ", suspicion "
            + Words.suspicion(one.suspicion()),
        outcome == null ? "" : CaseWords.outcome(outcome));
  }

  private static List<String> record(CaseFile file) {
    var sentences = new ArrayList<String>();
    String submitter = file.summary().submitter();
    if (submitter != null) {
      sentences.add(submitter + ": " + ended(file.record()));
    }
    String model = file.summary().model();
    if (model != null) {
      sentences.add(
          "Models of " + model.substring(0, model.indexOf('/')) + ": " + ended(file.ownerRecord()));
    }
    for (CaseReporter reporter : file.reporters()) {
      sentences.add(
          "Reporter %s: %s reported, %s decided, %s of them right."
              .formatted(
                  reporter.onBehalfOf() == null
                      ? reporter.submitter()
                      : CaseWords.assignee(reporter.onBehalfOf()),
                  Words.count(reporter.reported(), "case", "cases"),
                  Words.count(reporter.decided()),
                  Words.count(reporter.right())));
    }
    return sentences;
  }

  private static String ended(CasesOfSubmitter record) {
    return "%s with this one; %s confirmed, %s cleared."
        .formatted(
            Words.count(record.cases(), "case", "cases"),
            Words.count(record.confirmed()),
            Words.count(record.cleared()));
  }

  /** Entries that a reviewer's word may have to take the place of. */
  private static List<Long> standing(CaseFile file) {
    return file.events().stream()
        .filter(event -> event.kind().equals("decision") && event.supersededBy() == null)
        .map(CaseEvent::index)
        .sorted((one, other) -> Long.compare(other, one))
        .toList();
  }

  private DecisionView form(
      CaseFile file, VisitorView visitor, List<CheckView> checks, Tried tried) {
    CaseSummary summary = file.summary();
    String path = "/v1/cases/" + Addresses.segment(summary.id()) + "/decisions";
    return new DecisionView(
        visitor,
        Addresses.caseFile(summary.id()) + "/decisions",
        file.through(),
        checks,
        standing(file),
        tried.form().one("outcome"),
        Set.copyOf(tried.form().all("checks")),
        tried.form().one("rationale"),
        tried.refusal(),
        template(file, checks),
        "./evalledger sign decision.json --key my-key.json | curl --data-binary @- -H"
            + " 'Content-Type: application/jose' …"
            + path);
  }

  /** A decision as a reviewer with a key of its own writes it. */
  private String template(CaseFile file, List<CheckView> checks) {
    CaseSummary summary = file.summary();
    @Nullable Json leaf =
        log.entry(summary.opening())
            .map(LogEntry::leafHash)
            .<Json>map(hash -> Json.of(hash.hex()))
            .orElse(null);
    return Json.object()
        .put("type", "decision")
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(identity.origin())))
        .put("submitter", "your-submitter-id")
        .put("issuedAt", "2026-01-01T00:00:00Z")
        .put("case", ServiceVoice.about(CaseId.parse(summary.id()).orElseThrow(), leaf))
        .put("outcome", "cleared")
        .put("checks", Json.ofStrings(checks.stream().map(CheckView::name).toList()))
        .put("through", file.through())
        .put("rationale", "What you weighed.")
        .build()
        .canonical()
        .utf8();
  }
}
