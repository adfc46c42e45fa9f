package org.evalledger.web;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A state's mark, 16 by 14 pixels, and its word: colour never stands alone. */
public enum Glyph {
  /** Somebody else's number, passed on: no rung of the ladder. */
  COLLECTED("collected", Tone.PLAIN, bars(0)),
  /** The first rung. */
  SIGNED("signed", Tone.PLAIN, bars(1)),
  /** The second rung. */
  RECOMPUTED("recomputed", Tone.PLAIN, bars(2)),
  /** The third rung. */
  REPRODUCED("reproduced", Tone.PLAIN, bars(3)),
  /** A reproduction disagrees. */
  DISPUTED("disputed", Tone.DISPUTE, mark("diamond", "M8 .8L14.2 7 8 13.2 1.8 7Z")),
  /** A confirmed case: the diamond is broken. */
  REFUTED("refuted", Tone.DISPUTE, mark("diamond", "M6.7 1.6V12.4L1.3 7ZM9.3 1.6V12.4L14.7 7Z")),
  /** A case is open. */
  UNDER_REVIEW("under review", Tone.FLAG, mark("hollow", "M8 2L14 12H2Z")),
  /** A newer version stands. */
  SUPERSEDED("superseded", Tone.FADED, mark("stroke", "M4 11L12 3M6 3H12V9")),
  /** Taken back by its submitter. */
  WITHDRAWN("withdrawn", Tone.FADED, mark("stroke", "M4 3L12 11M12 3L4 11")),
  /** Suspicion at or above the threshold in force. */
  FLAGGED("flagged", Tone.FLAG, mark("triangle", "M8 1L15 13H1Z")),
  /** Suspicion worth a look. */
  WATCH("watch", Tone.PLAIN, mark("line", "M8 2L14 12H2Z") + mark("half", "M8 2V12H2Z")),
  /** The figures cannot all be right. */
  INCONSISTENT("inconsistent", Tone.FLAG, mark("unequal", "M2.5 5H13.5M2.5 9H13.5M11 1L5 13")),
  /** Nothing to compare with. */
  NOT_COMPARABLE("not comparable", Tone.FADED, mark("dashed", "M1.5 3.5H14.5V10.5H1.5Z")),
  /** Within what its size explains. */
  PLAUSIBLE(
      "plausible", Tone.PLAIN, mark("inner-band", "M1 4H15V10H1Z") + mark("median", "M8 3V11")),
  /** A first party's word above every third party's. */
  CLAIMED_LEAD("claimed lead", Tone.ACCENT, mark("lead", "M8 1.5A5.5 5.5 0 1 1 7.99 1.5Z")),
  /** A check that found nothing amiss. */
  PASSES("passes", Tone.PLAIN, mark("tick", "M2.5 7.5L6.5 11.5 14 3")),
  /** A check that measured more than its kind reaches. */
  TOO_HIGH("too high", Tone.FLAG, mark("triangle", "M8 1L15 13H1Z")),
  /** A check that found what has no measure, as another model's numbers. */
  FOUND("found", Tone.FLAG, mark("triangle", "M3 2H13V12H3Z")),
  /** A check worth a reader's attention, no more. */
  NOTED("noted", Tone.PLAIN, mark("line", "M4 3H12V11H4Z")),
  /** A proof that this browser has not checked yet. */
  CHECKING("checking", Tone.FADED, mark("ring", "M8 1A6 6 0 1 1 7.99 1Z")),
  /** A proof that really ran in this browser. */
  CHECKED(
      "checked",
      Tone.GOOD,
      mark("disc", "M8 1A6 6 0 1 1 7.99 1Z") + mark("tick-on-disc", "M5 7.2L7.2 9.4 11 4.8")),
  /** A proof that this browser refused. */
  FAILED("failed", Tone.FLAG, mark("stroke-heavy", "M3 2L13 12M13 2L3 12"));

  private final String word;
  private final Tone tone;
  private final String shapes;

  Glyph(String word, Tone tone, String shapes) {
    this.word = word;
    this.tone = tone;
    this.shapes = shapes;
  }

  private enum Tone {
    PLAIN,
    FADED,
    FLAG,
    DISPUTE,
    ACCENT,
    GOOD
  }

  /** The glyph of a standing or verdict as records and tables write it, as {@code under-review}. */
  public static Optional<Glyph> of(String standingOrVerdict) {
    String wanted = standingOrVerdict.replace('-', ' ');
    return Stream.of(values()).filter(glyph -> glyph.word.equals(wanted)).findFirst();
  }

  /** The word that always stands with it. */
  public String word() {
    return word;
  }

  /** The mark alone, for a place where the word stands beside it: readers are not told twice. */
  public Markup mark() {
    return new Markup(open("aria-hidden=\"true\"") + shapes + "</svg>");
  }

  /** The mark where its word does not stand beside it; readers hear the word. */
  public Markup named() {
    return new Markup(open("role=\"img\"") + "<title>" + word + "</title>" + shapes + "</svg>");
  }

  /** Mark and word. */
  public Markup badge() {
    return badge("");
  }

  /** Mark, word and a quiet detail, as by how many it was reproduced ({@code 2×}). */
  public Markup badge(String detail) {
    String more =
        detail.isEmpty() ? "" : " <span class=\"detail\">" + Markup.escaped(detail) + "</span>";
    return new Markup(
        "<span class=\"badge tone-%s\">%s<span class=\"word\">%s</span>%s</span>"
            .formatted(tone(), mark().html(), word, more));
  }

  private String open(String role) {
    return "<svg class=\"glyph tone-%s\" viewBox=\"0 0 16 14\" width=\"16\" height=\"14\" %s>"
        .formatted(tone(), role);
  }

  private String tone() {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  /** Three rising bars, so many of them filled. */
  private static String bars(int filled) {
    var bars = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      int height = 5 + 4 * i;
      bars.append(
          i < filled
              ? "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"4\" height=\"%d\"/>"
                  .formatted(1 + 5 * i, 14 - height, height)
              : "<rect class=\"empty-bar\" x=\"%d.5\" y=\"%d.5\" width=\"3\" height=\"%d\"/>"
                  .formatted(1 + 5 * i, 14 - height, height - 1));
    }
    return bars.toString();
  }

  private static String mark(String shape, String d) {
    return "<path class=\"%s\" d=\"%s\"/>".formatted(shape, d);
  }
}
