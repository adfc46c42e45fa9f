package org.evalledger.web;

import java.math.BigDecimal;
import org.evalledger.review.CaseHeadline;
import org.evalledger.review.CaseSummary;
import org.jspecify.annotations.Nullable;

/** What pages say of cases: never more than their entries do. */
final class CaseWords {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** From where on it says something that a claim is ahead of others. */
  private static final BigDecimal MOST_OF_THEM = new BigDecimal("0.5");

  private CaseWords() {}

  /** Why a case is there, in one line. */
  static String cause(CaseSummary one) {
    return switch (one.cause()) {
      case "suspicion" ->
          one.ahead().compareTo(MOST_OF_THEM) >= 0
              ? "Ahead of " + share(one.ahead()) + " of what is measured alike"
              : "Suspicion reached the threshold for a case";
      case "inconsistent" ->
          one.results() == 1
              ? "Its figures cannot all be right"
              : Words.count(one.results()) + " results whose figures cannot all be right";
      case "reproduction" -> "Somebody else got clearly less by the same protocol";
      case "report" -> Words.count(one.reports(), "report", "reports") + " by readers";
      case "key" -> "Signed by a key that was revoked as stolen";
      case "correction" -> "Corrects a result that a case is about";
      default -> one.cause();
    };
  }

  /** By what a case was opened, behind "opened … by". */
  static String openedBy(String cause) {
    return switch (cause) {
      case "suspicion" -> "its suspicion";
      case "inconsistent" -> "figures that cannot all be right";
      case "reproduction" -> "a lower result of somebody else";
      case "report" -> "a report";
      case "key" -> "a key that was revoked as stolen";
      case "correction" -> "a correction of a result in doubt";
      default -> cause;
    };
  }

  /** A cause as a choice. */
  static String name(String cause) {
    return switch (cause) {
      case "key" -> "stolen key";
      case "inconsistent" -> "impossible figures";
      default -> cause;
    };
  }

  /** A state as a tab. */
  static String state(String state) {
    return switch (state) {
      case "open" -> "Open";
      case "assigned" -> "Assigned";
      case "waiting-for-lab" -> "Waiting for the lab";
      case "decided" -> "Decided";
      default -> state;
    };
  }

  /** A decision as a word. */
  static String outcome(String outcome) {
    return switch (outcome) {
      case "needs-evidence" -> "needs evidence";
      case "needs-reproduction" -> "needs reproduction";
      default -> outcome;
    };
  }

  /** What a case is about: one result, or how many. */
  static String about(CaseSummary one, @Nullable CaseHeadline headline) {
    if (headline == null) {
      return one.results() == 0 ? "no result" : Words.count(one.results(), "result", "results");
    }
    if (one.results() == 1) {
      String task = headline.task();
      return headline.benchmark() + (task == null ? "" : " / " + task);
    }
    return Words.count(one.results())
        + " results of "
        + (headline.benchmarks() == 1
            ? headline.benchmark()
            : Words.count(headline.benchmarks()) + " benchmarks");
  }

  /** Who works on a case: a submitter's id, or a person's digest in short. */
  static String assignee(@Nullable String assignee) {
    if (assignee == null) {
      return "nobody";
    }
    int hash = assignee.lastIndexOf('#');
    return hash < 0 ? assignee : "person " + Words.beginning(assignee.substring(hash + 1), 8);
  }

  static String share(BigDecimal share) {
    return Words.fixed(share.multiply(HUNDRED), 0) + Words.THIN + "%";
  }
}
