package org.evalledger.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedEvent;
import org.evalledger.feed.FeedFilter;
import org.jspecify.annotations.Nullable;

/** What changed, entry by entry; a script adds what comes while somebody reads. */
@Controller("/changes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ChangesPage {
  private static final int SHOWN = 100;
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,13}");

  private final Feed feed;
  private final Pages pages;

  ChangesPage(Feed feed, Pages pages) {
    this.feed = feed;
    this.pages = pages;
  }

  @Get("{?before}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(@Nullable @QueryValue String before) {
    Frame frame =
        pages.frame("/changes", "What changed", "Every entry of the ledger as it came, by day.");
    LogState log = frame.stateOfLog();
    List<FeedEvent> events =
        before == null
            ? feed.newest(FeedFilter.ALL, SHOWN)
            : feed.before(index("before", before), SHOWN);
    ChangesView view = view(events, log, before == null);
    return pages.show(
        "changes/page", before == null ? frame.withScript("changes.mjs") : frame.unlisted(), view);
  }

  /** The days of entries behind {@code after}, as the script adds them. */
  @Get("/new{?after}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> fresh(@Nullable @QueryValue String after) {
    long behind = "-1".equals(after) ? -1 : index("after", after);
    List<FeedEvent> events =
        feed.newest(FeedFilter.ALL, SHOWN).stream().filter(one -> one.index() > behind).toList();
    return pages.part(
        "changes/days", view(events, pages.frame("/changes", "", "").stateOfLog(), true));
  }

  private static long index(String name, @Nullable String text) {
    if (text == null || !INDEX.matcher(text).matches()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, name + " is no number of an entry.");
    }
    return Long.parseLong(text);
  }

  private static ChangesView view(List<FeedEvent> events, LogState log, boolean isNewest) {
    Map<String, List<EventView>> days = new LinkedHashMap<>();
    for (FeedEvent event : events) {
      days.computeIfAbsent(Words.date(event.receivedAt()), day -> new ArrayList<>())
          .add(EventView.of(event, log.now()));
    }
    boolean isOldest = events.isEmpty() || events.getLast().index() == 0;
    return new ChangesView(
        days.entrySet().stream()
            .map(day -> new ChangesView.Day(day.getKey(), day.getValue()))
            .toList(),
        events.isEmpty() ? -1 : events.getFirst().index(),
        isNewest,
        isOldest ? null : "/changes?before=" + events.getLast().index());
  }
}
