package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds models, benchmarks and submitters by the words of their ids. */
@Singleton
public final class Search {
  /** Characters of a query, at most. */
  public static final int MAX_QUERY = 256;

  private static final int MAX_WORDS = 16;

  private final SearchRepository repository;

  Search(SearchRepository repository) {
    this.repository = repository;
  }

  /**
   * What has all words of {@code text}, each as the beginning of a word of its own; nothing where
   * the text has no word or more than 16.
   *
   * @param kind of things; null for all
   * @param afterMatch the match behind which to begin; -1 for the first
   * @param afterEntry the entry, likewise
   */
  public List<Found> find(
      String text, @Nullable String kind, int afterMatch, long afterEntry, int limit) {
    List<String> words = SearchWords.of(text);
    return words.isEmpty() || words.size() > MAX_WORDS
        ? List.of()
        : repository.find(
            text.strip().toLowerCase(Locale.ROOT),
            SearchWords.query(words),
            kind,
            afterMatch,
            afterEntry,
            limit);
  }
}
