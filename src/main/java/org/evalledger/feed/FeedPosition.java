package org.evalledger.feed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has followed: up to an entry, and up to a notice. Its text is the id of events:
 * the index, and behind a dot the notice where there was one.
 *
 * @param index entries up to this were seen; -1 for none
 * @param notice notices up to this were seen; 0 for none, {@link #UNTOLD} where it does not say
 */
public record FeedPosition(long index, long notice) {
  /** Of notices only the index tells. */
  public static final long UNTOLD = -1;

  private static final Pattern TEXT = Pattern.compile("(-1|[0-9]{1,13})(?:\\.([0-9]{1,13}))?");

  /** The position that {@code text} is; empty when it is none. */
  public static Optional<FeedPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String notice = matcher.group(2);
    return Optional.of(
        new FeedPosition(
            Long.parseLong(matcher.group(1)), notice == null ? UNTOLD : Long.parseLong(notice)));
  }

  /** The id of an event there; the index alone as long as there never was a notice. */
  String id(boolean anyNotice) {
    return anyNotice ? index + "." + notice : Long.toString(index);
  }
}
