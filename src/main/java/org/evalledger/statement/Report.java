package org.evalledger.statement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that something is wrong with results. Its text and links are nobody's facts: since
 * anybody may send one, all its wording can be taken down.
 *
 * @param header what every statement has
 * @param entry an evaluation
 * @param results zero-based positions of the results meant; null for all
 * @param kind what is wrong
 * @param onBehalfOf for whom the service reports; null for the submitter itself, and, from the
 *     service, for somebody who stays anonymous
 */
public record Report(
    Header header,
    EntryReference entry,
    @Nullable List<Integer> results,
    Kind kind,
    @Nullable OnBehalfOf onBehalfOf)
    implements ReviewStatement {
  /** Links in a report, at most. */
  public static final int MAX_LINKS = 16;

  public Report {
    results = results == null ? null : List.copyOf(results);
  }

  /** What may be wrong. */
  public enum Kind {
    /** The model has seen the benchmark's items. */
    CONTAMINATION,
    /** Others get other numbers. */
    NOT_REPRODUCIBLE,
    /** Run otherwise than stated. */
    WRONG_SETTINGS,
    /** Another model than the one named. */
    WRONG_MODEL,
    /** Somebody else's numbers. */
    COPIED,
    /** Numbers that were never measured. */
    FABRICATED,
    /** Something else, told in the text. */
    OTHER;

    private static final List<String> WORDS = Stream.of(values()).map(Kind::word).toList();

    /** The kind as statements write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind read(Value value) {
      String word = value.asWord(WORDS);
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static Report read(Header header, Fields fields) {
    fields.requiredText("text", MAX_TEXT);
    fields.optional("links", v -> v.unkept(l -> l.asList(0, MAX_LINKS, Value::asUrl)));
    return new Report(
        header,
        fields.required("entry", EntryReference::read),
        fields.optional(
            "results",
            v -> v.asList(1, Evaluation.MAX_RESULTS, r -> r.asInt(0, Evaluation.MAX_RESULTS - 1))),
        fields.required("kind", Kind::read),
        fields.optional("onBehalfOf", OnBehalfOf::read));
  }

  @Override
  public StatementType type() {
    return StatementType.REPORT;
  }
}
