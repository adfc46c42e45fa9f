package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.CaseFile;
import org.evalledger.review.CaseScore;
import org.jspecify.annotations.Nullable;

/** The checks of a case's most suspicious result, each with its picture on one scale. */
final class CaseChecks {
  private static final int BINS = 30;
  private static final int ENOUGH = 8;

  private final CaseFile file;
  private final @Nullable CaseScene scene;
  private final List<ReadCheck> checks;

  CaseChecks(CaseFile file, @Nullable CaseScene scene) {
    this.file = file;
    this.scene = scene;
    this.checks = read(file);
  }

  private static List<ReadCheck> read(CaseFile file) {
    if (file.results().isEmpty()) {
      return List.of();
    }
    CaseScore first = file.results().getFirst();
    var checks = new ArrayList<ReadCheck>();
    for (Json one : file.assessments()) {
      if (one instanceof JsonObject assessment
          && Json.of(first.index()).equals(assessment.get("entry"))) {
        if (assessment.get("results") instanceof JsonArray(var results)) {
          results.stream()
              .filter(
                  told ->
                      told instanceof JsonObject result
                          && Json.of(first.result()).equals(result.get("result")))
              .forEach(told -> checks.addAll(ReadCheck.of(told)));
        }
        ReadCheck.of(assessment.get("model")).stream()
            .filter(check -> checks.stream().noneMatch(known -> known.name().equals(check.name())))
            .forEach(checks::add);
      }
    }
    return checks;
  }

  /** As the assessment has them. */
  List<ReadCheck> all() {
    return checks;
  }

  /** As pages show them. */
  List<CheckView> views() {
    return checks.stream().map(check -> check.view(picture(check))).toList();
  }

  /** What somebody else got, where a check found that it disagrees. */
  @Nullable CaseScore disagreeing() {
    return checks.stream()
        .filter(check -> check.name().equals("reproduction") && check.outcome().equals("found"))
        .findFirst()
        .flatMap(this::other)
        .orElse(null);
  }

  private Optional<CaseScore> other(ReadCheck check) {
    return file.reproductions().stream()
        .filter(
            score ->
                score.index() == (long) check.figure("entry")
                    && score.result() == (int) check.figure("result"))
        .findFirst();
  }

  private String picture(ReadCheck check) {
    CaseScene known = scene;
    if (known == null) {
      return "";
    }
    return content(check, known)
        .map(content -> new CheckFigure(known.scale().axis(), content).svg(conclusion(check)))
        .map(Markup::html)
        .orElse("");
  }

  private static String conclusion(ReadCheck check) {
    return check.sentence().isEmpty() ? check.label() : check.sentence();
  }

  private Optional<CheckFigure.Content> content(ReadCheck check, CaseScene known) {
    var mark =
        new CheckFigure.Mark(
            known.value(),
            known.words().value(known.claim().value()),
            check.glyph() != Glyph.PASSES && check.glyph() != Glyph.NOTED);
    return switch (check.name()) {
      case "size" -> size(check, known, mark);
      case "profile" -> expected(known, check.figure("expected"), check.figure("spread"), mark);
      case "reproduction" ->
          other(check)
              .map(
                  score ->
                      new CheckFigure.Measured(
                          mark,
                          Words.beginning(file.results().getFirst().submitter(), 20),
                          known.scale().at(score.value()),
                          Words.beginning(score.submitter(), 20),
                          !check.outcome().equals("found")));
      default -> Optional.empty();
    };
  }

  private static Optional<CheckFigure.Content> size(
      ReadCheck check, CaseScene known, CheckFigure.Mark mark) {
    Long own = known.claim().parameters();
    List<Double> values =
        own == null
            ? List.of()
            : known.nearest(Integer.MAX_VALUE).stream()
                .filter(row -> isNear(CaseScene.size(row), own))
                .map(LeaderboardRow::median)
                .map(known.scale()::at)
                .toList();
    return values.size() >= ENOUGH
        ? Optional.of(CheckFigure.Histogram.of(known.scale().axis(), values, BINS, mark))
        : expected(
            known,
            (check.figure("expectedHub") + check.figure("expectedKernel")) / 2,
            (check.figure("spreadHub") + check.figure("spreadKernel")) / 2,
            mark);
  }

  private static boolean isNear(double other, double size) {
    return other >= size / ModelRowsView.HALF_OCTAVE && other <= size * ModelRowsView.HALF_OCTAVE;
  }

  private static Optional<CheckFigure.Content> expected(
      CaseScene known, double expected, double spread, CheckFigure.Mark mark) {
    return known.isShare() && expected >= 0 && spread >= 0
        ? Optional.of(CheckFigure.Expected.of(expected, spread, 0, 100, mark))
        : Optional.empty();
  }
}
