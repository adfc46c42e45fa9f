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
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.catalogue.Found;
import org.evalledger.catalogue.Search;
import org.jspecify.annotations.Nullable;

/** Finds things by their names: a page, and the list below a search box while somebody types. */
@Controller("/search")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class SearchPage {
  private static final int LISTED = 50;
  private static final int SUGGESTED = 8;
  private static final Pattern AFTER = Pattern.compile("[0-9]{1,13}\\.[0-2]");

  private final Search search;
  private final Pages pages;

  SearchPage(Search search, Pages pages) {
    this.search = search;
    this.pages = pages;
  }

  @Get("{?q,after}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(@Nullable @QueryValue String q, @Nullable @QueryValue String after) {
    String text = text(q);
    FoundView found = find(text, after);
    String title = found.isAsked() ? "Search for " + text : "Search";
    Frame frame =
        pages.frame("/search", title, "Models, benchmarks and submitters of the ledger, by name.");
    return pages.show("search/page", frame.unlisted().asking(text), found);
  }

  @Get("/found{?q}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> found(@Nullable @QueryValue String q) {
    String text = text(q);
    List<Found> found = text.isBlank() ? List.of() : search.find(text, null, -1, -1, SUGGESTED);
    return pages.part("search/found", new FoundView(text, items(found), null));
  }

  private FoundView find(String text, @Nullable String after) {
    if (text.isBlank()) {
      return new FoundView(text, List.of(), null);
    }
    if (after != null && !AFTER.matcher(after).matches()) {
      throw new HttpStatusException(HttpStatus.BAD_REQUEST, "after is not what a page gave.");
    }
    int dot = after == null ? 0 : after.indexOf('.');
    long entry = after == null ? -1 : Long.parseLong(after.substring(0, dot));
    int match = after == null ? -1 : Integer.parseInt(after.substring(dot + 1));
    List<Found> found = search.find(text, null, match, entry, LISTED + 1);
    List<Found> shown = found.subList(0, Integer.min(found.size(), LISTED));
    Found last = shown.isEmpty() ? null : shown.getLast();
    String next =
        last == null || found.size() == shown.size()
            ? null
            : Addresses.search(text) + "&after=" + last.entry() + "." + last.match();
    return new FoundView(text, items(shown), next);
  }

  private static List<FoundView.Item> items(List<Found> found) {
    return found.stream().map(FoundView.Item::of).toList();
  }

  private static String text(@Nullable String q) {
    if (q != null && (q.length() > Search.MAX_QUERY || q.indexOf('\0') >= 0)) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, "q may have 256 characters, none of them NUL.");
    }
    return q == null ? "" : q.strip();
  }
}
