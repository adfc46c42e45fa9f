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
import org.evalledger.suspicion.Thresholds;
import org.jspecify.annotations.Nullable;

/** The checks of a case's most suspicious result, each with its picture on one scale. */
final class CaseChecks {
  private final CaseFile file;
  private final @Nullable CaseScene scene;
  private final Thresholds thresholds;
  private final List<ReadCheck> checks;

  CaseChecks(CaseFile file, @Nullable CaseScene scene, Thresholds thresholds) {
    this.file = file;
    this.scene = scene;
    this.thresholds = thresholds;
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
    return checks.stream().map(check -> check.view(thresholds, picture(check))).toList();
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
    boolean against = check.view(thresholds, "").isAgainst();
    if (check.name().equals("jump")) {
      return CheckPictures.jump(check, against);
    }
    if (known == null) {
      return "";
    }
    CheckPictures pictures = known.pictures();
    return content(check, known, pictures, against)
        .map(content -> pictures.svg(check, content))
        .orElse("");
  }

  private Optional<CheckFigure.Content> content(
      ReadCheck check, CaseScene known, CheckPictures pictures, boolean against) {
    if (check.name().equals("reproduction")) {
      return other(check)
          .map(
              score ->
                  pictures.measured(
                      file.results().getFirst().submitter(),
                      score.value(),
                      score.submitter(),
                      against));
    }
    return pictures.compared(check, nearInSize(known), against);
  }

  /** What models of half an octave around the claim's size score. */
  private static List<String> nearInSize(CaseScene known) {
    Long own = known.claim().parameters();
    return own == null
        ? List.of()
        : known.nearest(Integer.MAX_VALUE).stream()
            .filter(row -> isNear(CaseScene.size(row), own))
            .map(LeaderboardRow::median)
            .toList();
  }

  private static boolean isNear(double other, double size) {
    return other >= size / ModelRowsView.HALF_OCTAVE && other <= size * ModelRowsView.HALF_OCTAVE;
  }
}
