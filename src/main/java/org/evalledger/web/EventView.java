package org.evalledger.web;

import java.time.Instant;
import org.evalledger.feed.FeedEvent;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as lists of them show it.
 *
 * @param mark the shape before it, as SVG; empty for none
 * @param subject what it is about: a model, else the submitter
 * @param subjectHref of that
 * @param words the rest of the sentence
 * @param when how long ago
 * @param entry the entry's number, in words
 * @param entryHref of that
 */
public record EventView(
    String mark,
    String subject,
    String subjectHref,
    String words,
    String when,
    String entry,
    String entryHref) {
  static EventView of(FeedEvent event, Instant now) {
    @Nullable String model = event.model();
    return new EventView(
        Glyph.of(glyph(event)).map(glyph -> glyph.mark().html()).orElse(""),
        model == null ? event.submitter() : model,
        model == null ? Addresses.submitter(event.submitter()) : Addresses.model(model),
        words(event),
        Words.ago(event.receivedAt(), now),
        Words.count(event.index()),
        Addresses.entry(event.index()));
  }

  private static String glyph(FeedEvent event) {
    return switch (event.event()) {
      case "flag" -> "inconsistent".equals(event.verdict()) ? "inconsistent" : "flagged";
      default ->
          switch (event.type()) {
            case "evaluation" -> "collected".equals(event.relation()) ? "collected" : "signed";
            case "withdrawal", "takedown" -> "withdrawn";
            default -> "";
          };
    };
  }

  private static String words(FeedEvent event) {
    return switch (event.type()) {
      case "evaluation" -> evaluation(event);
      case "key" -> "a key was registered, granted something or revoked";
      case "benchmark" -> "registered a benchmark";
      case "model" -> "described by its owner";
      case "withdrawal" -> "withdrew results";
      case "reassessment" -> "assessed again";
      case "policy" -> "set the ledger's policy";
      case "takedown" -> "erased an envelope, for a legal reason";
      case "report" -> "reported a problem";
      case "decision" -> "decided a case";
      case "answer" -> "answered on a case";
      case "appeal" -> "appealed a decision";
      case "evidence" -> "gave evidence";
      case "plan" -> "planned evaluations";
      case "observation" -> "observed";
      default -> event.type();
    };
  }

  private static String evaluation(FeedEvent event) {
    String results = Words.count(event.results(), "result", "results");
    String by = "collected".equals(event.relation()) ? "collected by " : "signed by ";
    String said = results + " " + by + event.submitter();
    return switch (String.valueOf(event.verdict())) {
      case "flagged" -> said + ", flagged, suspicion " + Words.suspicion(event.suspicion());
      case "inconsistent" -> said + ", inconsistent: not all of it can be";
      case "watch" -> said + ", to be watched, suspicion " + Words.suspicion(event.suspicion());
      default -> said;
    };
  }
}
