package org.evalledger.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.record.Timestamp;

/** The sentences of a mail. They say what the log says, and never more than that. */
final class MailText {
  private static final int MAX_NAME = 256;

  /** Gives the address of a path. */
  private final UnaryOperator<String> link;

  MailText(UnaryOperator<String> link) {
    this.link = link;
  }

  /**
   * {@code text} as part of one line: what is no visible character or space is a question mark, so
   * that a name neither ends a line nor turns its direction; at most {@code length} characters.
   */
  static String plain(String text, int length) {
    var line = new StringBuilder();
    text.codePoints()
        .limit(length)
        .forEach(character -> line.appendCodePoint(isVisible(character) ? character : '?'));
    return line.toString();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String name(String text) {
    return plain(text, MAX_NAME);
  }

  /** What mail is about, behind "about". */
  static String about(MailScope scope, String name) {
    return switch (scope) {
      case SUBMITTER -> "flags and cases on results of submitter " + name(name);
      case NAMESPACE -> "flags and cases on models of namespace " + name(name);
      case CASES -> "all cases of the ledger, and reminders of them";
    };
  }

  static String rhythm(boolean daily) {
    return daily ? "once a day, when there is something" : "as it happens";
  }

  /** Asks the owner of a mailbox whether it wants this. */
  String question(String origin, MailSubscription wish, String token, Instant until) {
    return """
    Somebody, perhaps you, asked that this mailbox be told by mail
    about %s,
    %s. The ledger is %s.

    If it was you, open this page and confirm before %s:

      %s

    Otherwise do nothing: no such mail will come, and this wish is forgotten.
    """
        .formatted(
            about(wish.about(), wish.name()),
            rhythm(wish.isDaily()),
            name(origin),
            Timestamp.write(until),
            link.apply("/mail/confirm/" + token));
  }

  /** Tells what happened; {@code more} where the next mail goes on. */
  String news(
      String origin,
      MailSubscription subscription,
      List<FeedEvent> events,
      List<CaseNotice> notices,
      boolean more) {
    var parts = new ArrayList<String>();
    parts.add(
        "What happened about %s, in ledger %s."
            .formatted(about(subscription.about(), subscription.name()), name(origin)));
    events.forEach(event -> parts.add(event(event)));
    notices.forEach(notice -> parts.add(notice(notice)));
    if (more) {
      parts.add("There is more; the next mail goes on.");
    }
    parts.add(
        """
        Suspicion is a reason to look and no finding; what is decided, and by whom, stands in
        the ledger. To get no more of these mails:

          %s
        """
            .formatted(link.apply("/mail/stop/" + subscription.id())));
    return String.join("\n\n", parts);
  }

  private String event(FeedEvent event) {
    var lines = new ArrayList<String>();
    String model = event.model() == null ? "" : " of " + name(event.model());
    lines.add(
        "Entry %d, %s: %s%s by %s.%s"
            .formatted(
                event.index(),
                Timestamp.write(event.receivedAt()),
                event.type(),
                model,
                name(event.submitter()),
                doubt(event)));
    lines.add("  " + link.apply("/entries/" + event.index()));
    if (event.json().get("cases") instanceof JsonArray(var cases)) {
      for (Json one : cases) {
        if (one instanceof JsonObject told) {
          lines.add("  " + step(told));
          lines.add("  " + link.apply("/cases/" + word(told, "case")));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String doubt(FeedEvent event) {
    if (!event.event().equals("flag")) {
      return "";
    }
    String suspicion =
        event.suspicion() == null ? "" : ", suspicion " + event.suspicion().toPlainString();
    return " It is in doubt: verdict %s%s.".formatted(event.verdict(), suspicion);
  }

  private static String step(JsonObject told) {
    return "Case %s: %s. It is now %s; %s."
        .formatted(word(told, "case"), change(told), state(word(told, "state")), standing(told));
  }

  private static String change(JsonObject told) {
    return switch (word(told, "change")) {
      case "opened" -> "opened";
      case "report" -> "a report says that something is wrong (" + word(told, "outcome") + ")";
      case "answer" -> "the lab answered";
      case "appeal" -> "the decision was appealed";
      case "decision" -> "a reviewer's word, " + word(told, "outcome");
      case "evaluation", "reassessment" -> "more results joined it";
      default -> "changed by this " + word(told, "change");
    };
  }

  private static String state(String state) {
    return switch (state) {
      case "waiting-for-lab" -> "waiting for the lab's answer";
      default -> state;
    };
  }

  private static String standing(JsonObject told) {
    return switch (word(told, "standing")) {
      case "refuted" -> "its results stand as refuted, which two reviewers confirmed";
      case "disputed" -> "its results stand as disputed, which is not settled";
      case "under-review" -> "its results stand as under review, which says nothing against them";
      default -> "it takes nothing from the standing of its results";
    };
  }

  private String notice(CaseNotice notice) {
    String what =
        switch (notice.change()) {
          case "expired" -> "is free again; " + name(notice.assignee()) + " no longer works on it";
          case "reminded-reviewer" ->
              "has stood still; " + name(notice.assignee()) + " works on it";
          case "reminded-lab" ->
              "waits for an answer of " + name(notice.assignee()) + " to a reviewer's question";
          default -> "was " + notice.change();
        };
    return "Case %s %s (%s).\n  %s"
        .formatted(
            notice.id(),
            what,
            Timestamp.write(notice.notedAt()),
            link.apply("/cases/" + notice.id()));
  }

  private static String word(JsonObject told, String member) {
    return told.get(member) instanceof JsonString(var text) ? name(text) : "unknown";
  }
}
