package org.evalledger.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts ids and queries into the words by which one finds the other. */
final class SearchWords {
  /** Numbers hold together with their decimals and their unit: {@code 6.9b} is one word. */
  private static final Pattern WORD =
      Pattern.compile("[0-9]+(?:[.][0-9]+)*[a-z]?(?![a-z])|[a-z]+|[0-9]+");

  private SearchWords() {}

  /** The words of {@code text}: runs of letters and numbers, in lower case. */
  static List<String> of(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(word -> word.replace(".", "d"))
        .toList();
  }

  /** All words of {@code texts}, each once. */
  static String joined(Stream<String> texts) {
    return texts
        .flatMap(text -> of(text).stream())
        .distinct()
        .limit(1_000)
        .collect(Collectors.joining(" "));
  }

  /** A query of PostgreSQL's text search that wants each word, as the beginning of one at least. */
  static String query(List<String> words) {
    return words.stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & "));
  }
}
