package org.evalledger.evaluation;

/** What an arithmetic check found. */
public sealed interface Arithmetic {
  /**
   * The figures can all be right.
   *
   * @param sentence what was checked, for a reader
   */
  record Possible(String sentence) implements Arithmetic {}

  /**
   * The figures cannot all be right.
   *
   * @param sentence which figures contradict one another, with the nearest possible ones
   */
  record Impossible(String sentence) implements Arithmetic {}

  /**
   * Worth a note, no contradiction.
   *
   * @param sentence what was found
   */
  record Note(String sentence) implements Arithmetic {}

  /**
   * The check says nothing about this result.
   *
   * @param reason why not
   */
  record Unchecked(String reason) implements Arithmetic {}
}
