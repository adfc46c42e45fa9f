package org.evalledger.statement;

/**
 * A case, named so that it cannot be mistaken.
 *
 * @param opening the entry that opened it
 * @param cause why
 */
public record CaseReference(EntryReference opening, Cause cause) {
  static CaseReference read(Value value) {
    Fields fields = value.asObject();
    var reference =
        new CaseReference(EntryReference.read(fields), fields.required("cause", Cause::read));
    fields.close();
    return reference;
  }

  /** The case's id. */
  public CaseId id() {
    return new CaseId(opening.index(), cause);
  }
}
