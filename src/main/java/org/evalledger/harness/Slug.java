package org.evalledger.harness;

import java.util.Locale;

/** Names for people as ids: {@code MMLU-PRO (Computer Science)} is {@code mmlu_pro_computer…}. */
final class Slug {
  private Slug() {}

  /** Lower case, with one {@code _} for whatever is no letter, digit, {@code +} or {@code @}. */
  static String of(String name) {
    return name.strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9+@]+", "_")
        .replaceAll("^_+|_+$", "");
  }
}
