package org.evalledger.statement;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a case is called: {@code <opening index>-<cause>}.
 *
 * @param opening the entry that opened it
 * @param cause why
 */
public record CaseId(EntryIndex opening, Cause cause) implements Comparable<CaseId> {
  private static final Pattern ID = Pattern.compile("(0|[1-9][0-9]{0,12})-([a-z]{1,20})");
  private static final Comparator<CaseId> ORDER =
      Comparator.comparing(CaseId::opening).thenComparing(CaseId::cause);

  /** The id that {@code text} is; empty when it is none. */
  public static Optional<CaseId> parse(String text) {
    Matcher matcher = ID.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > EntryIndex.MAX) {
      return Optional.empty();
    }
    var opening = new EntryIndex(Long.parseLong(matcher.group(1)));
    return Cause.of(matcher.group(2)).map(cause -> new CaseId(opening, cause));
  }

  @Override
  public int compareTo(CaseId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return opening.value() + "-" + cause.word();
  }
}
