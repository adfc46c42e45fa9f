package org.evalledger.cli;

/** What the service made of a request. */
sealed interface Reply {
  /**
   * It did what was asked.
   *
   * @param status of HTTP: 200 when it knew the same bytes already, 201, 202
   * @param body what it answered
   */
  record Done(int status, JsonMembers body) implements Reply {}

  /**
   * It refused.
   *
   * @param problem why
   */
  record Refused(Problem problem) implements Reply {}

  /** The answer, for a command that cannot go on without one. */
  default JsonMembers orFail() {
    return switch (this) {
      case Done(int status, var body) -> body;
      case Refused(var problem) -> throw CommandFailure.finding(problem.sentence());
    };
  }
}
