package org.evalledger.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.record.Relation;
import org.evalledger.statement.StatementType;
import org.jspecify.annotations.Nullable;

/** Reads parameters that are one of a few words. A word that is none of them is no filter. */
final class Words {
  static final List<String> TYPES =
      Stream.of(StatementType.values()).map(StatementType::word).toList();

  static final List<String> RELATIONS = Stream.of(Relation.values()).map(Relation::word).toList();

  /** From the worst to the best rung (design, §2). */
  static final List<String> STANDINGS =
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

  /** Those that no current result has: only the history holds such results. */
  private static final List<String> PAST = List.of("withdrawn", "superseded");

  private Words() {}

  /** Whether past results are asked for: in so many words, or by a standing that no other has. */
  static boolean history(@Nullable String history, @Nullable String standing) {
    boolean wanted = flag("history", history);
    return history == null ? standing != null && PAST.contains(standing) : wanted;
  }

  /** The standings of which one must hold; null for any. */
  static @Nullable List<String> standings(@Nullable String standing, @Nullable String minStanding) {
    check("standing", standing, STANDINGS);
    check("minStanding", minStanding, STANDINGS);
    List<String> least =
        minStanding == null
            ? STANDINGS
            : STANDINGS.subList(STANDINGS.indexOf(minStanding), STANDINGS.size());
    if (standing != null) {
      return least.contains(standing) ? List.of(standing) : List.of();
    }
    return minStanding == null ? null : least;
  }

  /**
   * A flag; false where it is left out.
   *
   * @throws HttpStatusException 400 for any other word than true and false
   */
  static boolean flag(String parameter, @Nullable String word) {
    check(parameter, word, List.of("true", "false"));
    return "true".equals(word);
  }

  /**
   * Text to compare names with, as it is.
   *
   * @throws HttpStatusException 400 where it holds what no database text can
   */
  static @Nullable String name(String parameter, @Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, parameter + " holds a NUL character.");
    }
    return text;
  }

  /**
   * Nothing, where there is no word or it is one of {@code words}.
   *
   * @throws HttpStatusException 400 otherwise
   */
  static void check(String parameter, @Nullable String word, List<String> words) {
    if (word != null && !words.contains(word)) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, parameter + " is \"" + word + "\"; want one of " + words + ".");
    }
  }
}
