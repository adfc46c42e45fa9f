package org.evalledger.statement;

import org.evalledger.bytes.Sha256;

/**
 * An earlier entry, named so that it cannot be mistaken.
 *
 * @param index where it stands
 * @param leafHash the hash of the leaf that stands there
 */
public record EntryReference(EntryIndex index, Sha256 leafHash) {
  static EntryReference read(Value value) {
    Fields fields = value.asObject();
    var reference = read(fields);
    fields.close();
    return reference;
  }

  static EntryReference read(Fields fields) {
    return new EntryReference(
        new EntryIndex(fields.required("index", v -> v.asWhole(0, EntryIndex.MAX))),
        fields.required("leafHash", Value::asSha256));
  }
}
