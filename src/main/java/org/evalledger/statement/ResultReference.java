package org.evalledger.statement;

/**
 * One result of an earlier entry.
 *
 * @param entry the entry
 * @param result zero-based position among its results
 */
public record ResultReference(EntryReference entry, int result) {
  static ResultReference read(Value value) {
    Fields fields = value.asObject();
    var entry = EntryReference.read(fields);
    var reference =
        new ResultReference(
            entry, fields.required("result", v -> v.asInt(0, Evaluation.MAX_RESULTS - 1)));
    fields.close();
    return reference;
  }
}
