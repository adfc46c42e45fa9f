package org.evalledger.statement;

/** Something somebody asserts. Holds what later rules read: free text stays in the envelope. */
public sealed interface Statement
    permits Key,
        BenchmarkStatement,
        Evaluation,
        Withdrawal,
        Takedown,
        ModelStatement,
        Policy,
        Reassessment,
        ReviewStatement {
  /** What every statement has. */
  Header header();

  /** Its type, as in member {@code type}. */
  StatementType type();
}
