package org.evalledger.statement;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.json.Fault;

/** One pass over a document: which form it has and what was found wrong with it. */
final class Reading {
  /** Faults reported of one document, at most: enough to mend it by, and an answer of sane size. */
  private static final int MAX_FAULTS = 100;

  /** The two forms in which the same type is read. */
  enum Form {
    /** As somebody signed it. */
    STATEMENT,
    /** Free text left out or replaced by its digest, numbers as strings. */
    FACTS
  }

  private final Form form;
  private final List<Fault> faults = new ArrayList<>();

  Reading(Form form) {
    this.form = form;
  }

  boolean ofFacts() {
    return form == Form.FACTS;
  }

  void fault(String pointer, String detail) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(pointer, detail));
    }
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }
}
