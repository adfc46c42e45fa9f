package org.evalledger.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.catalogue.ModelSummary;

/** What a model's results say together, in sentences: never more than they do. */
final class ModelWords {
  private static final int NAMED = 3;

  private final ModelSummary model;
  private final List<ModelScore> scores;

  ModelWords(ModelSummary model, List<ModelScore> scores) {
    this.model = model;
    this.scores = scores;
  }

  /** What to think of them, in a few words. */
  String conclusion() {
    if (model.results() == 0) {
      return "No result of it stands.";
    }
    if (model.flagged() > 0 || standing("refuted") > 0 || standing("disputed") > 0) {
      return "Test it before you rely on it.";
    }
    if (scores.stream().allMatch(score -> score.suspicion() == null)) {
      return "Not judged yet.";
    }
    return standing("reproduced") + standing("recomputed") > 0
        ? "Plausible, and partly confirmed."
        : "Plausible, and not yet confirmed.";
  }

  /** Why, with figures. */
  String reason() {
    if (model.results() == 0) {
      return "What was said of it is below.";
    }
    var sentences = new ArrayList<String>();
    sentences.add(doubt());
    if (standing("disputed") > 0) {
      sentences.add(
          Words.count(standing("disputed"), "result is", "results are")
              + " disputed: another run disagrees.");
    }
    sentences.add(evaluators());
    long confirmed = standing("reproduced") + standing("recomputed");
    sentences.add(
        confirmed == 0
            ? "Nobody has reproduced or recomputed any."
            : Words.count(confirmed) + " of them were reproduced or recomputed.");
    if (model.doubted() > 0) {
      sentences.add(Words.count(model.doubted(), "was", "were") + " signed with a key in doubt.");
    }
    return String.join(" ", sentences);
  }

  private String doubt() {
    String all = Words.count(model.results(), "result", "results");
    if (model.flagged() == 0) {
      return scores.stream().allMatch(score -> score.suspicion() == null)
          ? all + " without a suspicion: when assessed there was too little to compare with."
          : "None of its "
              + all
              + " is more than its size explains by the ledger\u2019s threshold.";
    }
    Set<String> names =
        scores.stream()
            .filter(score -> BoardRows.isFlagged(score.verdict()))
            .map(ModelScore::benchmark)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String named = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = names.size() - NAMED;
    return Words.count(model.flagged())
        + " of "
        + all
        + (model.flagged() == 1 ? " is" : " are")
        + " in doubt"
        + (names.isEmpty() ? "" : ": " + named + (more > 0 ? " and " + more + " more" : ""))
        + ".";
  }

  private String evaluators() {
    String parties =
        model.submitters() == 1
            ? "One party reported them"
            : Words.count(model.submitters()) + " parties reported them";
    if (model.collected() == model.results()) {
      return parties + ", all collected from elsewhere.";
    }
    return parties
        + (model.thirdParty() == 0
            ? ", none of them independent of its maker."
            : ", " + Words.count(model.thirdParty()) + " of them as a third party.");
  }

  long standing(String word) {
    return scores.stream().filter(score -> score.standing().equals(word)).count();
  }
}
