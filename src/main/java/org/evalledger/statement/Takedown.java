package org.evalledger.statement;

/**
 * The envelope of an entry is erased for a legal reason; record, facts and proofs stay.
 *
 * @param header what every statement has
 * @param entry whose envelope is erased
 */
public record Takedown(Header header, EntryReference entry) implements Statement {
  static Takedown read(Header header, Fields fields) {
    fields.requiredText("reason", 10_000);
    return new Takedown(header, fields.required("entry", EntryReference::read));
  }

  @Override
  public StatementType type() {
    return StatementType.TAKEDOWN;
  }
}
