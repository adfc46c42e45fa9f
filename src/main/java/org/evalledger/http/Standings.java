package org.evalledger.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters {@code standing} and {@code minStanding}. */
final class Standings {
  /** From the worst to the best rung (design, §2). */
  private static final List<String> LADDER =
      List.of(
          "withdrawn",
          "refuted",
          "disputed",
          "under-review",
          "superseded",
          "collected",
          "signed",
          "recomputed",
          "reproduced");

  private Standings() {}

  /** The standings of which one must hold; null for any. */
  static @Nullable List<String> wanted(@Nullable String standing, @Nullable String minStanding) {
    if (standing != null) {
      return List.of(LADDER.get(rung("standing", standing)));
    }
    return minStanding == null
        ? null
        : LADDER.subList(rung("minStanding", minStanding), LADDER.size());
  }

  private static int rung(String parameter, String word) {
    int rung = LADDER.indexOf(word);
    if (rung < 0) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, parameter + " is \"" + word + "\"; want one of " + LADDER + ".");
    }
    return rung;
  }
}
