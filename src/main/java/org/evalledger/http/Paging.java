package org.evalledger.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a list begins and how long it is.
 *
 * @param after the position behind which to begin
 * @param limit 1 to 1,000
 */
record Paging(Position after, int limit) {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,13})(?:\\.([0-9]{1,5}))?");

  /**
   * Reads the parameters {@code after} and {@code limit}.
   *
   * @throws HttpStatusException 400 when either is none
   */
  static Paging of(@Nullable String after, @Nullable Integer limit) {
    int wanted = limit == null ? DEFAULT_LIMIT : limit;
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw refused("limit is " + wanted + "; want 1 to " + MAX_LIMIT + ".");
    }
    if (after == null) {
      return new Paging(Position.START, wanted);
    }
    Matcher cursor = CURSOR.matcher(after);
    if (!cursor.matches()) {
      throw refused("after is no cursor; give what \"next\" said, or leave it out.");
    }
    String result = cursor.group(2);
    try {
      return new Paging(
          new Position(
              Long.parseLong(cursor.group(1)), result == null ? 0 : Integer.parseInt(result)),
          wanted);
    } catch (IllegalArgumentException e) {
      throw refused("after is beyond any log; give what \"next\" said, or leave it out.");
    }
  }

  long index() {
    return after.index();
  }

  private static HttpStatusException refused(String detail) {
    return new HttpStatusException(HttpStatus.BAD_REQUEST, detail);
  }
}
