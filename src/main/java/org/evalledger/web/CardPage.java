package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** Pictures that stand for pages where somebody links to them (Open Graph protocol). */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class CardPage {
  private static final int LONGEST = 1_024;

  private final Cards cards;
  private final CardContents contents;

  CardPage(Cards cards, CardContents contents) {
    this.cards = cards;
    this.contents = contents;
  }

  @Get(Frame.Card.NAME)
  @Produces(MediaType.IMAGE_PNG)
  HttpResponse<byte[]> home() {
    return png("/", contents.home());
  }

  @Get("/models/{namespace}/{name}" + Frame.Card.NAME)
  @Produces(MediaType.IMAGE_PNG)
  HttpResponse<byte[]> model(@PathVariable String namespace, @PathVariable String name) {
    String model = checked(namespace + "/" + name);
    return png(Addresses.model(model), contents.model(model));
  }

  @Get("/benchmarks/{id}" + Frame.Card.NAME)
  @Produces(MediaType.IMAGE_PNG)
  HttpResponse<byte[]> benchmark(@PathVariable String id) {
    String benchmark = checked(id);
    return png(Addresses.benchmark(benchmark), contents.benchmark(benchmark));
  }

  @Get("/entries/{index}" + Frame.Card.NAME)
  @Produces(MediaType.IMAGE_PNG)
  HttpResponse<byte[]> entry(@PathVariable long index) {
    return png(Addresses.entry(index), contents.entry(index));
  }

  private static String checked(String name) {
    if (name.indexOf('\0') >= 0 || name.length() > LONGEST) {
      throw missing();
    }
    return name;
  }

  static HttpStatusException missing() {
    return new HttpStatusException(HttpStatus.NOT_FOUND, "There is no page of that name.");
  }

  private HttpResponse<byte[]> png(String path, CardContents.Subject subject) {
    return cards
        .png(path, subject.entries(), subject.content())
        .<HttpResponse<byte[]>>map(
            png ->
                HttpResponse.ok(png.toArray())
                    .contentType(MediaType.IMAGE_PNG_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + Cards.KEPT.toSeconds()))
        .orElseGet(
            () ->
                HttpResponse.<byte[]>status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "10"));
  }
}
