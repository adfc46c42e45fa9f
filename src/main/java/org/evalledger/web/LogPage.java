package org.evalledger.web;

import io.micronaut.http.HttpRequest;
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
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.feed.Feed;
import org.evalledger.feed.FeedEvent;
import org.evalledger.log.LogIdentity;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;

/** The log: its head, who saw it, its entries, how to audit it. */
@Controller("/log")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class LogPage {
  private static final int ENTRIES = 50;
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,13}");

  private final LogIdentity identity;
  private final Feed feed;
  private final Pages pages;
  private final Site site;

  LogPage(LogIdentity identity, Feed feed, Pages pages, Site site) {
    this.identity = identity;
    this.feed = feed;
    this.pages = pages;
    this.site = site;
  }

  @Get("{?before}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, @Nullable @QueryValue String before) {
    Frame frame =
        pages.frame(
            "/log", "Log", "The log of all entries: its head, its witnesses, how to audit it.");
    LogState log = frame.stateOfLog();
    long end = before == null ? log.size() : Long.min(index(before), log.size());
    List<LogView.Entry> entries = feed.before(end, ENTRIES).stream().map(LogPage::entry).toList();
    long first = Long.max(end - ENTRIES, 0);
    var view =
        new LogView(
            log,
            identity.keys().stream().map(NoteVerifier::toString).toList(),
            entries,
            end == log.size() ? null : "/log?before=" + Long.min(end + ENTRIES, log.size()),
            first == 0 ? null : "/log?before=" + first,
            site.address(request));
    return pages.show("log/page", before == null ? frame : frame.unlisted(), view);
  }

  private static LogView.Entry entry(FeedEvent event) {
    @Nullable String model = event.model();
    return new LogView.Entry(
        Words.count(event.index()),
        Addresses.entry(event.index()),
        event.type(),
        model,
        model == null ? "" : Addresses.model(model),
        event.submitter(),
        Addresses.submitter(event.submitter()),
        Words.time(event.receivedAt()));
  }

  private static long index(String text) {
    if (!INDEX.matcher(text).matches()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "before is no index of an entry.");
    }
    return Long.parseLong(text);
  }
}
