package org.evalledger.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes back an entry or some of its results; they stay in the log and say so.
 *
 * @param header what every statement has
 * @param entry an evaluation of the same submitter
 * @param results zero-based positions of the results taken back; null for all
 */
public record Withdrawal(Header header, EntryReference entry, @Nullable List<Integer> results)
    implements Statement {
  public Withdrawal {
    results = results == null ? null : List.copyOf(results);
  }

  static Withdrawal read(Header header, Fields fields) {
    fields.requiredText("reason", 10_000);
    return new Withdrawal(
        header,
        fields.required("entry", EntryReference::read),
        fields.optional(
            "results",
            v -> v.asList(1, Evaluation.MAX_RESULTS, r -> r.asInt(0, Evaluation.MAX_RESULTS - 1))));
  }

  @Override
  public StatementType type() {
    return StatementType.WITHDRAWAL;
  }
}
