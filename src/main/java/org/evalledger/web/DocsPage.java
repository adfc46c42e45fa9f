package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.log.LogIdentity;

/** How to check, how suspicion comes about, and the API. */
@Controller("/docs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class DocsPage {
  private final Pages pages;
  private final LogIdentity identity;
  private final Site site;
  private final Map<Chapter, String> chapters = new EnumMap<>(Chapter.class);

  DocsPage(Pages pages, LogIdentity identity, Site site) throws IOException {
    this.pages = pages;
    this.identity = identity;
    this.site = site;
    for (Chapter chapter : Chapter.values()) {
      chapters.put(chapter, Markdown.html(text(chapter)));
    }
  }

  private static String text(Chapter chapter) throws IOException {
    String name = "docs/" + chapter.slug() + ".md";
    try (InputStream resource = DocsPage.class.getResourceAsStream(name)) {
      return Bytes.copyOf(Objects.requireNonNull(resource, name).readAllBytes()).utf8();
    }
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> index(HttpRequest<?> request) {
    Frame frame =
        pages.frame("/docs", "Docs", "How to verify, how suspicion comes about, and the API.");
    return pages.show("docs/index", frame, view(request));
  }

  @Get("/verify")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> verify(HttpRequest<?> request) {
    Frame frame =
        pages.frame(
            "/docs/verify", "How to verify", "Check one entry offline, or the whole ledger.");
    return pages.show("docs/verify", frame, view(request));
  }

  @Get("/api")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> api(HttpRequest<?> request) {
    Frame frame = pages.frame("/docs/api", "API", "Every call of the ledger's HTTP surface.");
    Frame explorer =
        frame
            .withStyle(frame.asset("swagger-ui.css"))
            .withStyle(frame.asset("api.css"))
            .withScript("swagger-ui.js")
            .withScript("api.js");
    return pages.show("docs/api", explorer, view(request));
  }

  @Get("/{slug}")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> chapter(String slug) {
    Chapter chapter =
        Stream.of(Chapter.values())
            .filter(one -> one.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "No such document."));
    Frame frame = pages.frame("/docs/" + slug, chapter.title(), chapter.about());
    return pages.show(
        "docs/chapter", frame, new ChapterView(Objects.requireNonNull(chapters.get(chapter))));
  }

  private DocsView view(HttpRequest<?> request) {
    List<DocsView.Line> lines = new ArrayList<>();
    lines.add(
        new DocsView.Line(
            "How to verify", "/docs/verify", "Check one entry offline, or the whole ledger."));
    for (Chapter chapter : Chapter.values()) {
      lines.add(new DocsView.Line(chapter.title(), "/docs/" + chapter.slug(), chapter.about()));
    }
    lines.add(new DocsView.Line("API", "/docs/api", "Every call, to try from here; OpenAPI 3.1."));
    return new DocsView(lines, site.address(request), identity.keys().getFirst().toString());
  }
}
