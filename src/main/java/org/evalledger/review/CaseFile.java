package org.evalledger.review;

import java.util.List;
import org.evalledger.json.Json;

/**
 * All that a reviewer weighs.
 *
 * @param summary the case in short
 * @param through index of the entry by which its newest results came to it; a decision names it
 * @param events what reviewers said and appeals, the newest 200, and the newest 100 others, in
 *     their order
 * @param results what it is about, the most suspicious first, 200 at most
 * @param assessments the newest assessment of each of its entries: checks with figures and
 *     sentences
 * @param neighbours results of the models in the baseline of its five most suspicious results
 * @param versions what else was said under the same conflict keys, the newest first
 * @param reproductions what others got for the same model and task, the newest first
 * @param settings of its most suspicious result beside those of the neighbours
 * @param today where its most suspicious result is among those of today
 * @param record how earlier cases about the same submitter ended; none where there is none
 * @param ownerRecord the same for cases about models of the same namespace, whoever submitted
 * @param reporters how the earlier reports of those who reported it ended
 * @param related undecided cases about models of the same namespace, the first of the list first
 * @param similar decided cases of the same cause about the same benchmarks, the newest first
 */
public record CaseFile(
    CaseSummary summary,
    long through,
    List<CaseEvent> events,
    List<CaseScore> results,
    List<Json> assessments,
    List<CaseScore> neighbours,
    List<CaseScore> versions,
    List<CaseScore> reproductions,
    Json settings,
    CaseToday today,
    CasesOfSubmitter record,
    CasesOfSubmitter ownerRecord,
    List<CaseReporter> reporters,
    List<CaseSummary> related,
    List<CaseSummary> similar) {
  public CaseFile {
    events = List.copyOf(events);
    results = List.copyOf(results);
    assessments = List.copyOf(assessments);
    neighbours = List.copyOf(neighbours);
    versions = List.copyOf(versions);
    reproductions = List.copyOf(reproductions);
    reporters = List.copyOf(reporters);
    related = List.copyOf(related);
    similar = List.copyOf(similar);
  }
}
