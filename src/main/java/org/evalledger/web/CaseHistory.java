package org.evalledger.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.review.CaseEvent;

/** What was said on a case, for people. */
final class CaseHistory {
  /** Kinds that say something in words of their own. */
  private static final Set<String> SPOKEN = Set.of("report", "answer", "appeal", "decision");

  private CaseHistory() {}

  static List<CaseView.Said> of(List<CaseEvent> events, Instant now) {
    return events.stream().map(event -> said(event, now)).toList();
  }

  private static CaseView.Said said(CaseEvent event, Instant now) {
    Long superseded = event.supersededBy();
    return new CaseView.Said(
        glyph(event),
        who(event),
        what(event),
        event.text(),
        event.text() == null && SPOKEN.contains(event.kind()),
        event.checks().replace(" ", ", "),
        links(event.links()),
        superseded == null ? "" : "entry " + Words.count(superseded) + " took its place",
        Words.ago(event.receivedAt(), now),
        Words.count(event.index()),
        Addresses.entry(event.index()));
  }

  private static String glyph(CaseEvent event) {
    Glyph glyph =
        switch (event.kind()) {
          case "decision" ->
              switch (String.valueOf(event.outcome())) {
                case "cleared" -> Glyph.PASSES;
                case "confirmed" -> event.settles() ? Glyph.REFUTED : Glyph.DISPUTED;
                default -> Glyph.NOTED;
              };
          case "opened" -> Glyph.UNDER_REVIEW;
          case "appeal" -> Glyph.DISPUTED;
          default -> Glyph.NOTED;
        };
    return glyph.mark().html();
  }

  private static String who(CaseEvent event) {
    if (event.kind().equals("opened")) {
      return "Entry " + Words.count(event.index()) + " of " + event.submitter();
    }
    String person = event.onBehalfOf();
    if (person == null) {
      return event.submitter();
    }
    String own = event.organisations().replaceFirst(" .*", "");
    return CaseWords.assignee(person) + (own.isEmpty() ? "" : " of " + own);
  }

  private static String what(CaseEvent event) {
    return switch (event.kind()) {
      case "opened" -> "opened it";
      case "report" -> "reported it: " + event.outcome();
      case "answer" -> "answered";
      case "appeal" -> "appealed";
      case "decision" ->
          "decided: "
              + CaseWords.outcome(String.valueOf(event.outcome()))
              + (event.settles() ? ", which settles it" : waiting(event));
      default -> "changed it by a " + event.kind();
    };
  }

  private static String waiting(CaseEvent event) {
    return "confirmed".equals(event.outcome()) && event.supersededBy() == null
        ? ", and waits for a second reviewer"
        : "";
  }

  private static List<Link> links(String links) {
    return Stream.of(links.split(" ", -1))
        .filter(link -> !Addresses.foreign(link).isEmpty())
        .map(link -> new Link(link, Addresses.foreign(link), false))
        .toList();
  }
}
