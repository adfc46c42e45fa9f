package org.evalledger.signing;

/** What a signed JSON document is; the protected header's {@code typ} keeps the kinds apart. */
public enum Typ {
  /** A statement somebody makes to a ledger. */
  STATEMENT("evalledger-statement+json"),
  /** What a ledger signs over its own verdict. */
  RECEIPT("evalledger-receipt+json"),
  /** A submitter's wish to be told of new entries. */
  WEBHOOK("evalledger-webhook+json"),
  /** An operator's wish that registrations wait no longer. */
  KEY_REJECTION("evalledger-key-rejection+json"),
  /** A reviewer's wish to work on some cases, or no longer. */
  CASE_ASSIGNMENT("evalledger-case-assignment+json");

  private static final String PREFIX = "application/";

  private final String subtype;

  Typ(String subtype) {
    this.subtype = subtype;
  }

  /** The text in the header, without the prefix {@code application/} (RFC 7515 §4.1.9). */
  public String header() {
    return subtype;
  }

  /** RFC 7515 §4.1.9: with or without the prefix, in upper or lower case. */
  boolean matches(String typ) {
    boolean prefixed = typ.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    return subtype.equalsIgnoreCase(prefixed ? typ.substring(PREFIX.length()) : typ);
  }
}
