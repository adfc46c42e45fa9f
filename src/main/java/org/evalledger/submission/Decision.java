package org.evalledger.submission;

import java.util.List;
import org.evalledger.log.Draft;

/**
 * What is decided about a batch before it is appended.
 *
 * @param drafts entries to append, one for each of {@code admitted}
 * @param admitted candidates that enter, answered once the batch is committed
 * @param answers candidates that do not, with their answers
 * @param putOff candidates that depend on this batch and go into the next
 */
record Decision(
    List<Draft> drafts, List<Candidate> admitted, List<Answered> answers, List<Candidate> putOff) {
  Decision {
    drafts = List.copyOf(drafts);
    admitted = List.copyOf(admitted);
    answers = List.copyOf(answers);
    putOff = List.copyOf(putOff);
  }

  /** A candidate with its answer. */
  record Answered(Candidate candidate, Decided decided) {
    void complete() {
      candidate.verdict().complete(decided);
    }
  }
}
