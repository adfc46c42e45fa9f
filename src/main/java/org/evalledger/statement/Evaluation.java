package org.evalledger.statement;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Results of one model revision in one run.
 *
 * @param header what every statement has
 * @param model what was measured
 * @param run how
 * @param settings by the name that results refer to
 * @param results what came of it, 1 to 10,000
 * @param source where somebody else published these numbers; null when the submitter speaks for
 *     them
 * @param plan the pre-registration this run follows; null for none
 */
public record Evaluation(
    Header header,
    Model model,
    Run run,
    SortedMap<String, Settings> settings,
    List<Result> results,
    @Nullable Source source,
    @Nullable EntryReference plan)
    implements Statement {
  /** Results in one statement, at most. */
  public static final int MAX_RESULTS = 10_000;

  public Evaluation {
    results = List.copyOf(results);
  }

  static Evaluation read(Header header, Fields fields) {
    fields.text("notes", 100_000);
    return new Evaluation(
        header,
        fields.required("model", Model::read),
        fields.required("run", Run::read),
        fields.required("settings", v -> v.asMap(1, 2_000, Settings::read)),
        fields.required("results", v -> v.asList(1, MAX_RESULTS, Result::read)),
        fields.optional("source", Source::read),
        fields.optional("plan", EntryReference::read));
  }

  @Override
  public StatementType type() {
    return StatementType.EVALUATION;
  }
}
