package org.evalledger.suspicion;

import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.CheckNames;
import org.jspecify.annotations.Nullable;

/**
 * One line of evidence about a result or a model.
 *
 * @param name which check, as {@code size}
 * @param outcome what it found
 * @param p how often an honest result would look like this; null for checks without one
 * @param figures what was expected, from which neighbours, what was found
 * @param sentence the same for a reader
 */
public record Check(
    String name, Outcome outcome, @Nullable Double p, JsonObject figures, String sentence) {
  public Check {
    if (!CheckNames.isName(name)) {
      throw new IllegalArgumentException("no decision could answer check " + name);
    }
  }

  /** What a check found. */
  public enum Outcome {
    /** A figure; its p says how unusual. */
    MEASURED("measured"),
    /** Nothing amiss. */
    CLEAR("clear"),
    /** Worth a reader's attention, no more. */
    NOTE("note"),
    /** Something a reviewer should see. */
    FOUND("found"),
    /** The figures cannot all be right. */
    IMPOSSIBLE("impossible");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** As it stands in an assessment. */
    public String text() {
      return text;
    }
  }

  /** A check without figures. */
  static Check of(String name, Outcome outcome, String sentence) {
    return new Check(name, outcome, null, Json.object().build(), sentence);
  }

  /**
   * The same without sentence, and without figures but those on which a case opens, for statements
   * with very many results.
   */
  Json brief() {
    var brief =
        Json.object()
            .put("check", name)
            .put("outcome", outcome.text())
            .put("p", p == null ? Json.ofNull() : Json.of(Decimals.p(p)));
    Json apart = figures.get(ReproductionCheck.APART);
    if (outcome == Outcome.FOUND && apart != null) {
      brief.put(
          "figures",
          Json.object()
              .putIfPresent("claimFirst", figures.get("claimFirst"))
              .put(ReproductionCheck.APART, apart)
              .build());
    }
    return brief.build();
  }

  /** As it stands in an assessment. */
  Json json() {
    return Json.object()
        .put("check", name)
        .put("outcome", outcome.text())
        .put("p", p == null ? Json.ofNull() : Json.of(Decimals.p(p)))
        .put("figures", figures)
        .put("sentence", sentence)
        .build();
  }
}
