package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.evalledger.access.Caller;
import org.evalledger.feed.Mails;
import org.jspecify.annotations.Nullable;

/**
 * Where links in mails lead. A GET says what will happen and changes nothing, since programs that
 * look at mail follow links; a POST does it, be it the page's button or a mail program's one click
 * (RFC 8058 §3.2).
 */
@Controller("/mail")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class MailPage {
  private final Mails mails;
  private final Pages pages;

  MailPage(Mails mails, Pages pages) {
    this.mails = mails;
    this.pages = pages;
  }

  @Get("/confirm/{token}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> asked(@PathVariable String token, Caller caller) {
    Optional<String> wish = mails.asked(token);
    return wish.isPresent()
        ? show(HttpStatus.OK, "Confirm mail", wish.get(), "Confirm", caller)
        : unknown(caller);
  }

  @Post("/confirm/{token}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> confirm(@PathVariable String token, Caller caller) {
    return switch (mails.confirm(token)) {
      case DONE ->
          show(HttpStatus.OK, "Confirmed", "From now on this mailbox is told.", null, caller);
      case TOO_MANY ->
          show(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many",
              "This mailbox is told of %d things already; end one by the link in its mails."
                  .formatted(Mails.MAX_OF_MAILBOX),
              null,
              caller);
      case UNKNOWN -> unknown(caller);
    };
  }

  private HttpResponse<byte[]> unknown(Caller caller) {
    return show(
        HttpStatus.NOT_FOUND,
        "This link confirms nothing",
        "It was used, or is older than a day, or a newer one was sent. Ask for mail again.",
        null,
        caller);
  }

  @Get("/stop/{id}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> told(@PathVariable String id, Caller caller) {
    Optional<String> told = mails.told(id);
    return told.isPresent()
        ? show(HttpStatus.OK, "End mail", told.get(), "Send me no more of these", caller)
        : ended(caller);
  }

  @Post("/stop/{id}")
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> stop(@PathVariable String id, Caller caller) {
    mails.stop(id);
    return ended(caller);
  }

  private HttpResponse<byte[]> ended(Caller caller) {
    return show(HttpStatus.OK, "Ended", "No more of these mails are sent.", null, caller);
  }

  private HttpResponse<byte[]> show(
      HttpStatus status, String title, String text, @Nullable String button, Caller caller) {
    String csrf = caller instanceof Caller.Visitor(var person, var token) ? token : "";
    MutableHttpResponse<byte[]> page =
        pages.show(
            status,
            "mail/page",
            pages.frame("/mail", title, text).unlisted(),
            new MailView(title, text, button, csrf));
    // The address of the page is a secret.
    page.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    return page;
  }
}
