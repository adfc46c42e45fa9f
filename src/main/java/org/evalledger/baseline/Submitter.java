package org.evalledger.baseline;

import java.util.List;

/**
 * Who states a result, as of the prefix.
 *
 * @param id the submitter
 * @param organisation the organisation it belongs to
 * @param affiliates organisations that count as one with it
 * @param evaluator whether the operator gave it the role of an evaluator: it runs what it states
 * @param collector whether it gave it that of a collector: it passes on what others state
 */
public record Submitter(
    String id, String organisation, List<String> affiliates, boolean evaluator, boolean collector) {
  public Submitter {
    affiliates = List.copyOf(affiliates);
  }

  /** Whether it has a role by which its results on others' models are no matter of its own. */
  boolean hasRole() {
    return evaluator || collector;
  }
}
