package org.evalledger.submission;

/** What is to become of a candidate. */
enum Intent {
  /** It enters, if nothing keeps it out. */
  ENTER,
  /** Its sender wants to know whether it would; nothing is appended. */
  CHECK,
  /** Nobody signed it yet, and its author wants to know what would become of it. */
  PREVIEW,
  /** It is a re-assessment still to be written, as of the prefix at which its turn comes. */
  WRITE
}
