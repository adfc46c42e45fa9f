package org.evalledger.review;

import java.util.List;

/** What became of the wish to work on a case. */
public sealed interface Assigned {
  /**
   * It is the reviewer's.
   *
   * @param assignment until when
   */
  record Theirs(CaseAssignment assignment) implements Assigned {}

  /**
   * Somebody else works on it.
   *
   * @param assignment who, and until when
   */
  record Taken(CaseAssignment assignment) implements Assigned {}

  /** There is no such case. */
  record Missing() implements Assigned {}

  /** It is decided, so that there is nothing to work on. */
  record Decided() implements Assigned {}

  /**
   * It concerns an organisation to which the reviewer belongs.
   *
   * @param parties whom it concerns; empty where the reviewer's own organisation is not known
   */
  record Interested(List<String> parties) implements Assigned {
    public Interested {
      parties = List.copyOf(parties);
    }
  }
}
