package org.evalledger.baseline;

import java.util.List;

/**
 * Who states a result, as of the prefix.
 *
 * @param id the submitter
 * @param organisation the organisation it belongs to
 * @param affiliates organisations that count as one with it
 * @param evaluator whether the operator gave it the role of an evaluator or collector, so that its
 *     results on other people's models are no matter of its own
 */
public record Submitter(
    String id, String organisation, List<String> affiliates, boolean evaluator) {
  public Submitter {
    affiliates = List.copyOf(affiliates);
  }
}
