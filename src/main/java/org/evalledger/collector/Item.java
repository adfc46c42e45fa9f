package org.evalledger.collector;

import java.util.List;

/**
 * A file of a place.
 *
 * @param path below the source's top, with {@code /} between its elements
 * @param mark changes whenever the content does
 * @param bytes how many it has
 */
public record Item(String path, String mark, long bytes) {
  /** Endings of files that may hold results. */
  private static final List<String> ENDINGS =
      List.of(".json", ".jsonl", ".eval", ".yaml", ".yml", ".md");

  /** Whether a file of that name may hold results. */
  static boolean mayHoldResults(String path) {
    return ENDINGS.stream().anyMatch(path::endsWith);
  }
}
