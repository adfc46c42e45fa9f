package org.evalledger.web;

/** The documents that the site shows: those that developers read, and no others. */
enum Chapter {
  /** How suspicion comes about. */
  SUSPICION(
      "suspicion",
      "Method of suspicion",
      "Who is compared with whom, the formulae, what was measured, what it does not withstand."),
  /** What attackers can try. */
  VERIFIABILITY(
      "verifiability",
      "What an attacker can try",
      "Each attack with what finds it, and what is not found."),
  /** Cases and decisions. */
  REVIEW("review", "Review", "What a case is, who decides it, and how it ends."),
  /** Reading the ledger by program. */
  CONSUMER(
      "consumer",
      "Reading scores",
      "One call for scores with their standing; formats, feeds and webhooks."),
  /** Keys. */
  KEYS("keys", "Keys and roles", "Registering, rotating and revoking keys; who may say what."),
  /** Formats that are read. */
  IMPORTERS(
      "importers", "Harness formats", "Which output files are read, and what each leaves unknown."),
  /** The collector. */
  COLLECTOR("collector", "Collected results", "Public sources that are looked at on a schedule."),
  /** Measurements. */
  PERFORMANCE("performance", "Performance", "What was measured, on which machine, as a ratio.");

  private final String slug;
  private final String title;
  private final String about;

  Chapter(String slug, String title, String about) {
    this.slug = slug;
    this.title = title;
    this.about = about;
  }

  /** The last part of its address. */
  String slug() {
    return slug;
  }

  /** Its name in lists. */
  String title() {
    return title;
  }

  /** One sentence on what it tells. */
  String about() {
    return about;
  }
}
