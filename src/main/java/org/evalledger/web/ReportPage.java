package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import org.evalledger.access.Caller;
import org.evalledger.access.Identity;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;

/** Where anybody says that something is wrong with an entry's results. */
@Controller("/entries/{index}/report")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class ReportPage {
  private final LogReader log;
  private final ReportViews views;
  private final Reports reports;
  private final Pages pages;
  private final Site site;

  ReportPage(LogReader log, ReportViews views, Reports reports, Pages pages, Site site) {
    this.log = log;
    this.views = views;
    this.reports = reports;
    this.pages = pages;
    this.site = site;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request, @PathVariable long index, Caller caller) {
    String said = request.getParameters().get("said", String.class, "");
    return show(HttpStatus.OK, request, entry(index), caller, ReportViews.Tried.said(said));
  }

  /** A report of who is signed in; the page again where it is not taken. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> report(
      HttpRequest<?> request, @PathVariable long index, @Body byte[] body, Caller caller) {
    LogEntry entry = entry(index);
    Identity person =
        caller
            .identity()
            .filter(one -> !one.roles().isEmpty())
            .orElseThrow(
                () -> caller.lacksRole("Without a signature only people with a role report here."));
    PostedForm form = PostedForm.read(body);
    return switch (reports.take(person, entry, form)) {
      case Taken.Entered(var reported) ->
          HttpResponse.seeOther(URI.create(Addresses.entry(index) + "/report?said=" + reported));
      case Taken.Refused(var status, var why) ->
          show(
              HttpStatus.valueOf(status),
              request,
              entry,
              caller,
              new ReportViews.Tried(form, why, ""));
    };
  }

  private HttpResponse<byte[]> show(
      HttpStatus status,
      HttpRequest<?> request,
      LogEntry entry,
      Caller caller,
      ReportViews.Tried tried) {
    Frame frame =
        pages
            .frame(
                Addresses.entry(entry.index()) + "/report",
                "Report entry " + Words.count(entry.index()),
                "Say what is wrong with its results.")
            .unlisted()
            .withScript("report.mjs");
    return pages.show(
        status, "entries/report", frame, views.view(entry, caller, tried, site.address(request)));
  }

  private LogEntry entry(long index) {
    return (index < 0 ? Optional.<LogEntry>empty() : log.entry(index))
        .filter(ReportViews::hasResults)
        .orElseThrow(
            () ->
                new HttpStatusException(
                    HttpStatus.NOT_FOUND, "The log has no such entry with results."));
  }
}
