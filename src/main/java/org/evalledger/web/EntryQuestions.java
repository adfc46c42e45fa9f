package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.ledger.Ledger;
import org.evalledger.record.EntryRecord;
import org.evalledger.review.CaseSummary;

/** The questions that everybody has of an entry, each with its answer. */
final class EntryQuestions {
  /** From the one that counts most. */
  private static final List<String> STANDINGS =
      List.of(
          "refuted",
          "disputed",
          "under-review",
          "withdrawn",
          "superseded",
          "reproduced",
          "recomputed",
          "signed",
          "collected");

  private final EntryRecord record;
  private final List<ModelScore> scores;
  private final List<CaseSummary> cases;
  private final Ledger ledger;

  EntryQuestions(
      EntryRecord record, List<ModelScore> scores, List<CaseSummary> cases, Ledger ledger) {
    this.record = record;
    this.scores = List.copyOf(scores);
    this.cases = List.copyOf(cases);
    this.ledger = ledger;
  }

  List<EntryView.Question> all() {
    var questions = new ArrayList<EntryView.Question>();
    questions.add(who());
    questions.add(
        new EntryView.Question(
            "Unchanged since?",
            "unchanged",
            "",
            Words.date(record.receivedAt()),
            "",
            null,
            "not checked yet"));
    EntryRecord.Summary summary = record.assessment();
    if (summary != null) {
      questions.add(plausible(summary));
      questions.add(reproduced());
    }
    return questions;
  }

  private EntryView.Question who() {
    String keys =
        record.kids().stream()
            .flatMap(kid -> ledger.key(kid).stream())
            .limit(3)
            .map(
                key ->
                    "%s key %s, registered by entry %s"
                        .formatted(
                            key.key().algorithm().jwa(),
                            Words.beginning(key.key().thumbprint().value(), 8),
                            Words.count(key.registered().value())))
            .collect(Collectors.joining("; "));
    var relation = record.relation();
    String submitter = record.submitter().value();
    return new EntryView.Question(
        "Who says so?",
        "who",
        "",
        submitter,
        "",
        Addresses.submitter(submitter),
        (relation == null ? "" : relation.word() + ", ") + keys);
  }

  private EntryView.Question plausible(EntryRecord.Summary summary) {
    Optional<ModelScore> worst =
        scores.stream()
            .filter(score -> score.suspicion() != null)
            .max(Comparator.comparing(score -> suspicion(score)));
    Optional<ModelScore> flagged =
        scores.stream().filter(score -> BoardRows.isFlagged(score.verdict())).findFirst();
    String word = flagged.or(() -> worst).map(ModelScore::verdict).orElse("not-comparable");
    String answer =
        worst
            .map(score -> "suspicion " + Words.suspicion(score.suspicion()))
            .orElse(word.replace('-', ' '));
    return new EntryView.Question(
        "Plausible?",
        null,
        glyph(word),
        answer,
        flagged.isPresent() ? "flag" : "",
        null,
        detail(word, summary));
  }

  private static BigDecimal suspicion(ModelScore score) {
    BigDecimal found = score.suspicion();
    return found == null ? BigDecimal.ONE.negate() : found;
  }

  private String detail(String word, EntryRecord.Summary summary) {
    long flagged = scores.stream().filter(s -> BoardRows.isFlagged(s.verdict())).count();
    return switch (word) {
      case "not-comparable" -> "too little is known to compare it with";
      case "plausible" -> "within what its size explains";
      default ->
          flagged == 0
              ? word + ", by " + summary.algorithm()
              : Words.count(flagged, "result is", "results are") + " in doubt";
    };
  }

  private EntryView.Question reproduced() {
    Map<String, Long> counts =
        scores.stream().collect(Collectors.groupingBy(ModelScore::standing, Collectors.counting()));
    Optional<String> first = STANDINGS.stream().filter(counts::containsKey).findFirst();
    String all =
        STANDINGS.stream()
            .filter(counts::containsKey)
            .map(one -> Words.count(counts.getOrDefault(one, 0L)) + " " + one.replace('-', ' '))
            .collect(Collectors.joining(", "));
    String word = first.orElse("not known");
    boolean again = Stream.of("reproduced", "disputed", "refuted").anyMatch(counts::containsKey);
    return new EntryView.Question(
        "Reproduced?",
        null,
        glyph(word),
        word.equals("signed") || word.equals("collected") ? "not yet" : word.replace('-', ' '),
        switch (word) {
          case "disputed", "refuted" -> "dispute";
          case "under-review" -> "flag";
          default -> "";
        },
        null,
        (all.isEmpty() ? "what became of it is not known" : all)
            + (again ? "" : "; no reproduction is known")
            + (cases.isEmpty() ? "" : "; " + Words.count(cases.size(), "case", "cases")));
  }

  private static String glyph(String word) {
    return Glyph.of(word).map(found -> found.mark().html()).orElse("");
  }
}
