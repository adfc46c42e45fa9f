package org.evalledger.statement;

import java.util.List;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;

/** One pass over a document: which form it has and what was found wrong with it. */
final class Reading {
  /** The two forms in which the same type is read. */
  enum Form {
    /** As somebody signed it. */
    STATEMENT,
    /** Free text left out or replaced by its digest, numbers as strings. */
    FACTS
  }

  private final Form form;
  private final Faults faults = new Faults();

  /** Bytes that open objects may still leave in the facts, about. */
  private long openBytes = StatementReader.MAX_FACTS_BYTES;

  Reading(Form form) {
    this.form = form;
  }

  boolean ofFacts() {
    return form == Form.FACTS;
  }

  void fault(String pointer, String detail) {
    faults.add(new Fault(pointer, detail));
  }

  /**
   * Takes {@code bytes} of what the open objects of one document may leave in its facts; false once
   * that is used up, so that a digest for each of a million empty strings is never computed.
   */
  boolean keepOpen(long bytes) {
    openBytes -= bytes;
    return openBytes >= 0;
  }

  List<Fault> faults() {
    return faults.list();
  }
}
