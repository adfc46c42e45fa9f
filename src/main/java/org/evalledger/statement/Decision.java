package org.evalledger.statement;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer's word on a case.
 *
 * @param header what every statement has
 * @param about the case
 * @param outcome what the reviewer finds
 * @param checks names of the checks it answers, each once, at most 100
 * @param through the newest entry whose results the reviewer weighed; null for the case's opening
 * @param supersedes the decision it takes the place of; null for none
 * @param onBehalfOf for whom the service says it; null for the submitter itself
 */
public record Decision(
    Header header,
    CaseReference about,
    Outcome outcome,
    List<String> checks,
    @Nullable EntryIndex through,
    @Nullable EntryReference supersedes,
    @Nullable OnBehalfOf onBehalfOf)
    implements CaseStatement {
  /** Checks that one decision answers, at most. */
  public static final int MAX_CHECKS = 100;

  public Decision {
    checks = List.copyOf(checks);
  }

  /** How a reviewer finds. */
  public enum Outcome {
    /** Nothing is wrong with the results. */
    CLEARED,
    /** What the case says is so. */
    CONFIRMED,
    /** The lab is asked for evidence. */
    NEEDS_EVIDENCE,
    /** Somebody has to run it again. */
    NEEDS_REPRODUCTION;

    private static final List<String> WORDS = Stream.of(values()).map(Outcome::word).toList();

    /** The outcome as statements write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Outcome read(Value value) {
      String word = value.asWord(WORDS);
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static Decision read(Header header, Fields fields) {
    fields.requiredText("rationale", MAX_TEXT);
    List<String> checks = fields.optional("checks", Decision::readChecks);
    return new Decision(
        header,
        fields.required("case", CaseReference::read),
        fields.required("outcome", Outcome::read),
        checks == null ? List.of() : checks,
        fields.optional("through", Decision::readIndex),
        fields.optional("supersedes", EntryReference::read),
        fields.optional("onBehalfOf", OnBehalfOf::read));
  }

  private static List<String> readChecks(Value value) {
    List<String> checks = value.asList(0, MAX_CHECKS, Value::asId);
    if (new HashSet<>(checks).size() < checks.size()) {
      value.fault("A check is named twice, want each once.");
    }
    return checks;
  }

  private static EntryIndex readIndex(Value value) {
    return new EntryIndex(value.asWhole(0, EntryIndex.MAX));
  }

  /** The newest entry whose results it speaks of. */
  public EntryIndex weighed() {
    return through == null ? about.opening().index() : through;
  }

  @Override
  public StatementType type() {
    return StatementType.DECISION;
  }
}
