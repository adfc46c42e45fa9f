package org.evalledger.web;

/** One line of real marks with their words, for under a section's title. */
public final class Legend {
  private Legend() {}

  /**
   * For range plots.
   *
   * @param models whose band it is, as {@code 5.1–10.2 B models}
   * @param coverage of the outer band in percent
   * @param threshold from which suspicion flags, as {@code 0.75}
   */
  public static Markup range(String models, int coverage, String threshold) {
    return list(
        item(
            72,
            "<rect class=\"band\" x=\"0\" y=\"1\" width=\"72\" height=\"14\"/>"
                + "<rect class=\"inner-band\" x=\"20\" y=\"1\" width=\"32\" height=\"14\"/>"
                + "<line class=\"median\" x1=\"37\" y1=\"1\" x2=\"37\" y2=\"15\"/>",
            "%s: middle %d\u2009%%, half, median; thin: fewer than %d"
                .formatted(models, coverage, Band.MANY)),
        item(
            28,
            "<line class=\"interval\" x1=\"1\" y1=\"8\" x2=\"27\" y2=\"8\"/>"
                + "<circle class=\"dot\" cx=\"14\" cy=\"8\" r=\"5\"/>",
            "this model, 95\u2009%"),
        item(16, triangle(), "flagged, suspicion from " + threshold),
        item(
            18,
            "<circle class=\"dot\" cx=\"9\" cy=\"8\" r=\"5\"/>"
                + "<circle class=\"agrees\" cx=\"9\" cy=\"8\" r=\"7.2\"/>",
            "reproduction agrees"),
        item(
            30,
            "<line class=\"joins\" x1=\"5\" y1=\"8\" x2=\"29\" y2=\"8\"/>"
                + "<circle class=\"disagrees\" cx=\"5\" cy=\"8\" r=\"4\"/>",
            "reproduction disagrees"),
        item(4, "<line class=\"chance\" x1=\"2\" y1=\"0\" x2=\"2\" y2=\"16\"/>", "chance"));
  }

  /**
   * For score against size.
   *
   * @param coverage of the outer band in percent
   */
  public static Markup size(int coverage) {
    return list(
        item(
            8,
            "<g class=\"makers\"><circle cx=\"4\" cy=\"8\" r=\"3.5\"/></g>",
            "from the model\u2019s own maker"),
        item(6, "<path class=\"derivative\" d=\"M3 8h0\"/>", "derivatives"),
        item(16, triangle(), "flagged"),
        item(
            36,
            "<path class=\"band\" d=\"M0 0H36V16H0Z\"/><path class=\"inner-band\" d=\"M0"
                + " 4H36V12H0Z\"/><path class=\"median\" d=\"M0 8H36\"/>",
            "middle %d\u2009%%, middle half, median at each size".formatted(coverage)));
  }

  /** For score against size where the best at each size are what matters. */
  public static Markup frontier() {
    return list(
        item(
            8,
            "<g class=\"makers\"><circle cx=\"4\" cy=\"8\" r=\"3.5\"/></g>",
            "better than every model of at most its size"),
        item(6, "<path class=\"derivative\" d=\"M3 8h0\"/>", "other models"),
        item(16, triangle(), "flagged"));
  }

  private static Markup list(String... items) {
    return new Markup("<ul class=\"legend\">" + String.join("", items) + "</ul>");
  }

  private static String item(int width, String shapes, String words) {
    return "<li><svg class=\"fig\" viewBox=\"0 0 %d 16\" width=\"%d\" height=\"16\" aria-hidden=\"true\">%s</svg>%s</li>"
        .formatted(width, width, shapes, Markup.escaped(words));
  }

  private static String triangle() {
    return "<path class=\"triangle\" d=\"M8 1L15 14H1Z\"/>";
  }
}
