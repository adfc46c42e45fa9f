package org.evalledger.feed;

import java.util.Locale;

/** What mail is about. */
public enum MailScope {
  /** Flags and cases on what one submitter submitted. */
  SUBMITTER,
  /** Flags and cases on models of one namespace. */
  NAMESPACE,
  /** All cases, and reminders of them. */
  CASES;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MailScope of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
