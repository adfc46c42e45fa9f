package org.evalledger.web;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseSummary;
import org.evalledger.review.CaseToday;
import org.jspecify.annotations.Nullable;

/** What the inbox shows of a case beside its row. */
@Singleton
final class CasePreviews {
  private static final int LINES = 3;

  private final CaseSight.Finder sights;
  private final CasePlots plots;

  CasePreviews(CaseSight.Finder sights, CasePlots plots) {
    this.sights = sights;
    this.plots = plots;
  }

  /** A case at a glance. */
  CasePreview of(CaseFile file) {
    CaseSummary summary = file.summary();
    CaseSight sight = sights.of(file);
    @Nullable CaseScene scene = sight.scene();
    CaseChecks checks = sight.checks();
    @Nullable Double reproduced = sight.reproduced();
    String profile = scene == null ? "" : plots.byProfile(scene, checks.all(), reproduced);
    String plot = profile.isEmpty() && scene != null ? plots.bySize(scene, reproduced) : profile;
    String model = summary.model();
    Long entry = summary.entry();
    return new CasePreview(
        summary.id(),
        Addresses.caseFile(summary.id()),
        CaseWords.state(summary.state())
            + (summary.state().equals("decided")
                ? ""
                : ", assigned to " + CaseWords.assignee(summary.assignee())),
        model == null ? "no model" : model,
        model == null ? "/models" : Addresses.model(model),
        sight.about() + (scene == null ? "" : " " + scene.said()),
        entry == null ? "" : Words.count(entry),
        entry == null ? "" : Addresses.entry(entry),
        plot,
        plot.isEmpty()
            ? "Too few like results of known size to draw."
            : previewNote(profile, scene),
        lines(file, checks));
  }

  private static String previewNote(String profile, @Nullable CaseScene scene) {
    return profile.isEmpty() && scene != null
        ? scene.words().head(scene.claim().benchmark()) + ", against models of its size."
        : "Reported against predicted from the other scores. Shaded: 80\u2009% lie this close.";
  }

  private static List<CasePreview.Line> lines(CaseFile file, CaseChecks checks) {
    var lines = new ArrayList<CasePreview.Line>();
    List<CheckView> against =
        checks.views().stream()
            .sorted((one, other) -> Boolean.compare(other.isAgainst(), one.isAgainst()))
            .filter(check -> check.isAgainst() || check.isNoted())
            .limit(LINES)
            .toList();
    against.forEach(
        check -> lines.add(new CasePreview.Line(check.label(), first(check.sentence()))));
    if (lines.isEmpty()) {
      lines.add(new CasePreview.Line("Cause", CaseWords.cause(file.summary()) + "."));
    }
    lines.add(new CasePreview.Line("In its favour", favour(file, checks)));
    return lines;
  }

  private static String first(String sentences) {
    int end = sentences.indexOf(". ");
    return end < 0 ? sentences : sentences.substring(0, end + 1);
  }

  /** What speaks for the claim, or that nothing known does. */
  private static String favour(CaseFile file, CaseChecks checks) {
    var parts = new ArrayList<String>();
    String passed =
        checks.views().stream()
            .filter(check -> check.glyph() == Glyph.PASSES)
            .map(check -> check.label().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    if (!passed.isEmpty()) {
      parts.add("Nothing against it from " + passed + ".");
    }
    CaseToday today = file.today();
    long better = today.alike() - today.beaten();
    if (better > 0) {
      parts.add(
          Words.count(better)
              + " of "
              + Words.count(today.alike())
              + " like results of others reach it, none of them in doubt.");
    }
    if (file.ownerRecord().cleared() > 0) {
      parts.add(
          Words.count(file.ownerRecord().cleared(), "case", "cases")
              + " about this owner\u2019s models were cleared.");
    }
    return parts.isEmpty() ? "Nothing that the ledger knows of." : String.join(" ", parts);
  }
}
