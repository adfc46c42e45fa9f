package org.evalledger.audit;

/** Is told how far an audit is. */
@FunctionalInterface
public interface Progress {
  /** Says nothing to anybody. */
  Progress NONE = (checked, of) -> {};

  /**
   * Called after each chunk.
   *
   * @param checked how many entries were checked
   * @param of how many there are
   */
  void checked(long checked, long of);
}
