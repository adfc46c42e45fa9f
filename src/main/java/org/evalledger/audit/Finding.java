package org.evalledger.audit;

import org.evalledger.statement.EntryIndex;
import org.jspecify.annotations.Nullable;

/**
 * Something in a log that must not be.
 *
 * @param entry where; null when it is the log as a whole
 * @param kind what sort of thing
 * @param sentence what was found and what should be there, for a person
 */
public record Finding(@Nullable EntryIndex entry, Kind kind, String sentence) {
  /** What sort of thing was found. */
  public enum Kind {
    /** A checkpoint is not signed by the log's key, or is none. */
    CHECKPOINT,
    /** The log is shorter than it was. */
    SHRUNK,
    /** The log is not the one that was seen before. */
    FORKED,
    /** Entries that the checkpoint covers are not given. */
    MISSING,
    /** The records do not hash to the checkpoint's root. */
    ROOT,
    /** A ledger says another hash of a record than it has. */
    LEAF_HASH,
    /** A leaf is no record, or not one of its statement. */
    RECORD,
    /** An envelope is not the one its record names, or no envelope. */
    ENVELOPE,
    /** An envelope is gone and no takedown says so. */
    ERASED,
    /** A signature does not hold. */
    SIGNATURE,
    /** A record names other keys than those that signed. */
    KIDS,
    /** Facts are not those of the record, or not what the envelope gives. */
    FACTS,
    /** The same envelope stands in the log twice. */
    REPEATED,
    /** Entry 0 is not the operator's. */
    OPERATOR,
    /** The signers had no authority to say this. */
    AUTHORITY,
    /** The statement should have been refused as wrong or as conflicting. */
    RULE,
    /** A record's relation is not the one that follows from the log. */
    RELATION,
    /** An entry was received before an earlier one, or after the auditor's own time. */
    RECEIVED_AT,
    /** A record's prefix breaks promise 4. */
    PREFIX,
    /** An assessment is not the one that follows from the log. */
    ASSESSMENT,
    /** Too few of the demanded witnesses vouch for the log. */
    WITNESSES,
    /** The log is too broken for the rules to be followed any further. */
    STOPPED
  }

  @Override
  public String toString() {
    return (entry == null ? "log" : "entry " + entry.value()) + ": " + kind + ": " + sentence;
  }
}
