package org.evalledger.web;

import java.util.List;
import org.evalledger.catalogue.Found;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param text that was searched for
 * @param items the best match first
 * @param next address of those behind; null when there are none
 */
public record FoundView(String text, List<Item> items, @Nullable String next) {
  public FoundView {
    items = List.copyOf(items);
  }

  /**
   * One thing.
   *
   * @param name of it
   * @param kind in a word
   * @param href of its page
   * @param entry that named it first, in words
   * @param entryHref of that
   */
  public record Item(String name, String kind, String href, String entry, String entryHref) {
    static Item of(Found found) {
      String href =
          switch (found.kind()) {
            case "benchmark" -> Addresses.benchmark(found.id());
            case "submitter" -> Addresses.submitter(found.id());
            default -> Addresses.model(found.id());
          };
      return new Item(
          found.id(),
          found.kind(),
          href,
          Words.count(found.entry()),
          Addresses.entry(found.entry()));
    }
  }

  /** Whether anything was searched for. */
  public boolean isAsked() {
    return !text.isBlank();
  }

  /** What the page says first. */
  public String sentence() {
    if (!isAsked()) {
      return "Models, benchmarks and submitters by the beginnings of the words in their names.";
    }
    return items.isEmpty()
        ? "Nothing has words that begin with “" + text + "”. Fewer or shorter words find more."
        : "What has words that begin with “" + text + "”, the closest first.";
  }
}
