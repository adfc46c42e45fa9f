package org.evalledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.evalledger.catalogue.ModelScore;
import org.evalledger.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says, in sentences: never that it is authentic, which only the reader's browser
 * finds.
 */
final class EntryWords {
  private static final int NAMED = 3;
  private static final Set<String> DOUBTED = Set.of("disputed", "refuted", "under-review");

  private final String type;
  private final JsonObject facts;
  private final List<ModelScore> scores;
  private final int results;

  EntryWords(String type, JsonObject facts, List<ModelScore> scores, int results) {
    this.type = type;
    this.facts = facts;
    this.scores = List.copyOf(scores);
    this.results = results;
  }

  /** What it comes to, in a few words. */
  String conclusion() {
    if (results == 0) {
      return act();
    }
    long doubted = scores.stream().filter(EntryWords::isDoubted).count();
    String numbers = Words.count(results, "number", "numbers");
    if (doubted > 0) {
      return results == 1
          ? "Its one number is in doubt."
          : Words.count(doubted)
              + " of its "
              + numbers
              + (doubted == 1 ? " is" : " are")
              + " in doubt.";
    }
    return scores.stream().allMatch(score -> score.suspicion() == null)
        ? "Nothing to compare " + (results == 1 ? "its number" : "its numbers") + " with yet."
        : results == 1
            ? "Its one number is not in doubt."
            : "None of its " + numbers + " is in doubt.";
  }

  static boolean isDoubted(ModelScore score) {
    return BoardRows.isFlagged(score.verdict()) || DOUBTED.contains(score.standing());
  }

  /** Why. */
  String reason(@Nullable Link erasedBy) {
    var sentences = new ArrayList<String>();
    scores.stream()
        .filter(EntryWords::isDoubted)
        .limit(NAMED)
        .map(this::doubt)
        .forEach(sentences::add);
    if (results > 0 && sentences.isEmpty()) {
      sentences.add(standings());
    }
    if (scores.stream().anyMatch(ModelScore::keyDoubted)) {
      sentences.add("It was received after a key that signed it was compromised.");
    }
    if (erasedBy != null) {
      sentences.add("Its envelope was erased by a logged takedown; record, facts and proofs stay.");
    }
    return String.join(" ", sentences);
  }

  private String doubt(ModelScore score) {
    boolean isOneOfSome =
        scores.stream()
                .filter(other -> other.benchmark().equals(score.benchmark()))
                .filter(other -> Objects.equals(other.task(), score.task()))
                .count()
            > 1;
    String what =
        "Its "
            + score.benchmark()
            + (score.task() == null ? "" : " " + score.task())
            + (isOneOfSome ? " " + score.metric() : "")
            + " score is ";
    boolean flagged = BoardRows.isFlagged(score.verdict());
    String standing = score.standing().replace('-', ' ');
    if (!flagged) {
      return what + standing + ".";
    }
    return what
        + (score.verdict().equals("inconsistent")
            ? "inconsistent: its figures cannot all be right"
            : "flagged, suspicion " + Words.suspicion(score.suspicion()))
        + (DOUBTED.contains(score.standing()) ? ", and " + standing : "")
        + ".";
  }

  private String standings() {
    if (scores.isEmpty()) {
      return "What became of them is not known here.";
    }
    return scores.stream()
            .collect(Collectors.groupingBy(ModelScore::standing, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one -> Words.count(one.getValue()) + " " + one.getKey().replace('-', ' '))
            .collect(Collectors.joining(", "))
        + ".";
  }

  /** What a statement without results does. */
  private String act() {
    return switch (type) {
      case "key" -> key();
      case "benchmark" ->
          "Registers benchmark "
              + text("benchmark")
              + ", version "
              + text("benchmarkVersion")
              + ".";
      case "model" -> "Describes a model, as its owner states it.";
      case "withdrawal" -> "Takes results back.";
      case "report" -> "Reports that something is wrong with results.";
      case "answer" -> "Answers on a case.";
      case "appeal" -> "Appeals a decision.";
      case "decision" -> "Decides a case: " + text("outcome") + ".";
      case "reassessment" -> "Assesses an earlier entry again.";
      case "policy" -> "Sets the ledger\u2019s policy.";
      case "takedown" -> "Erases an envelope, for a legal reason.";
      default -> "A statement of type " + type + ".";
    };
  }

  private String key() {
    return switch (text("action")) {
      case "register" -> "Registers a key.";
      case "revoke" -> "Revokes a key.";
      case "grant" -> "Says what " + text("grantee") + " may do.";
      default -> "Is about a key.";
    };
  }

  private String text(String name) {
    return FactRows.text(facts, name).orElse("not known");
  }
}
