package org.evalledger.web;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.function.Function;
import org.evalledger.bytes.Bytes;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a harness file would say in the ledger. Nothing is stored and nobody is signed in, so
 * its forms carry no token: a page elsewhere that sends one gains nothing that its own program
 * could not ask for. What enters is signed by its sender and goes to {@code /v1/submissions}.
 */
@Controller("/submit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class SubmitPage {
  private final BeanProvider<SubmitDesk> desk;
  private final SubmitKeys keys;
  private final Pages pages;
  private final Site site;
  private final long limit;
  private final @Nullable Upstream upstream;
  private final String origin;

  SubmitPage(
      BeanProvider<SubmitDesk> desk,
      SubmitKeys keys,
      Pages pages,
      Site site,
      LogIdentity identity,
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608") long limit,
      @Nullable Upstream upstream) {
    this.desk = desk;
    this.keys = keys;
    this.pages = pages;
    this.site = site;
    this.origin = identity.origin();
    this.limit = limit;
    this.upstream = upstream;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page(HttpRequest<?> request) {
    return show(request, SubmitDesk.Answer.NOTHING);
  }

  /** The page with what was read of a file, or with the fields filled in. */
  @Post
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> preview(HttpRequest<?> request, @Body byte[] body) {
    return answer(request, body, answer -> show(request, answer));
  }

  /** The same without what stands round it, as a script asks for it. */
  @Post("/preview")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> part(HttpRequest<?> request, @Body byte[] body) {
    return answer(
        request,
        body,
        answer ->
            later(
                pages.part("submit/part", view(request, answer)).status(answer.status()), answer));
  }

  /** The statement with the fields filled in, to be signed elsewhere. */
  @Post("/statement")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
  HttpResponse<byte[]> statement(HttpRequest<?> request, @Body byte[] body) {
    return answer(request, body, answer -> statement(request, answer));
  }

  private HttpResponse<byte[]> statement(HttpRequest<?> request, SubmitDesk.Answer answer) {
    SubmitView.Sheet sheet = answer.sheet();
    return sheet == null
        ? show(request, answer)
        : HttpResponse.ok(Bytes.ofUtf8(sheet.payload()).toArray())
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + SubmitCommands.STATEMENT + "\"");
  }

  /** Whether a key is registered, asked by the browser that holds it: never with 404. */
  @Get("/keys/{kid}")
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> key(@PathVariable String kid) {
    return HttpResponse.ok(keys.of(kid).canonical().toArray())
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private HttpResponse<byte[]> answer(
      HttpRequest<?> request,
      byte[] body,
      Function<SubmitDesk.Answer, HttpResponse<byte[]>> shown) {
    return desk.get()
        .answer(String.valueOf(request.getHeaders().get(HttpHeaders.CONTENT_TYPE)), body, shown);
  }

  private HttpResponse<byte[]> show(HttpRequest<?> request, SubmitDesk.Answer answer) {
    Frame frame =
        pages
            .frame(
                "/submit",
                "Submit results",
                "Shows what a harness file would say in the ledger, before anybody signs it.")
            .withScript("submit.mjs");
    return later(pages.show(answer.status(), "submit/page", frame, view(request, answer)), answer);
  }

  private static HttpResponse<byte[]> later(
      MutableHttpResponse<byte[]> response, SubmitDesk.Answer answer) {
    return answer.status() == HttpStatus.SERVICE_UNAVAILABLE
        ? response.header(HttpHeaders.RETRY_AFTER, "5")
        : response;
  }

  private SubmitView view(HttpRequest<?> request, SubmitDesk.Answer answer) {
    SubmitView.Sheet sheet = answer.sheet();
    String address = site.address(request);
    return new SubmitView(
        origin,
        address,
        upstream == null ? "" : upstream.url().toString(),
        Words.bytes(limit),
        limit,
        answer.typed(),
        answer.troubles(),
        sheet,
        sheet == null
            ? SubmitCommands.of("", "", address)
            : SubmitCommands.of(sheet.file(), sheet.submitter(), address));
  }
}
