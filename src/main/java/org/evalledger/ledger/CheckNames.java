package org.evalledger.ledger;

import java.util.Set;

/** The checks that assessments are made of, by any version of the algorithm. */
public final class CheckNames {
  private static final Set<String> ALL =
      Set.of(
          "adapted",
          "below-chance",
          "borrowed",
          "copy",
          "general",
          "jump",
          "k-of-n",
          "late-profile",
          "mean-of-tasks",
          "parameters",
          "profile",
          "record",
          "reproduction",
          "size",
          "spread",
          "stderr",
          "truncated");

  private CheckNames() {}

  /** Whether a check is called so. */
  public static boolean isName(String name) {
    return ALL.contains(name);
  }
}
