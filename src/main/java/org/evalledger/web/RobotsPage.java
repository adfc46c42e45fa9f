package org.evalledger.web;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
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
import java.util.ArrayList;
import java.util.List;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.Models;
import org.evalledger.log.LogReader;

/** What programs that walk the site are told. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class RobotsPage {
  private static final int BENCHMARKS = 20_000;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/models",
          "/benchmarks",
          "/compare",
          "/frontier",
          "/submitters",
          "/entries",
          "/changes",
          "/review",
          "/log",
          "/docs");

  private final Models models;
  private final Benchmarks benchmarks;
  private final LogReader log;
  private final Site site;

  /**
   * Entries that one map of models is about: each names one model first at most, so that it stays
   * below the 50,000 addresses that a map may hold (sitemaps.org, protocol 0.9).
   */
  private final int entries;

  RobotsPage(
      Models models,
      Benchmarks benchmarks,
      LogReader log,
      Site site,
      @Property(name = "evalledger.sitemap.entries", defaultValue = "20000") int entries) {
    this.models = models;
    this.entries = entries;
    this.log = log;
    this.benchmarks = benchmarks;
    this.site = site;
  }

  @Get("/robots.txt")
  @Produces(MediaType.TEXT_PLAIN)
  HttpResponse<String> robots(HttpRequest<?> request) {
    return HttpResponse.ok(
        """
        User-agent: *
        Disallow: /v1/
        Disallow: /log/tile/
        Disallow: /search
        Disallow: /compare?
        Sitemap: %s/sitemap.xml
        """
            .formatted(site.address(request)));
  }

  /** Names the maps: one of pages and benchmarks, and one of models for so many entries each. */
  @Get("/sitemap.xml")
  @Produces(MediaType.TEXT_XML)
  HttpResponse<String> sitemap(HttpRequest<?> request) {
    var maps = new ArrayList<String>();
    maps.add("/sitemap/pages.xml");
    for (long from = 0; from < log.head().size(); from += entries) {
      maps.add("/sitemap/models-" + from + ".xml");
    }
    return xml(request, "sitemapindex", "sitemap", maps);
  }

  /** Pages that are always there, and those of benchmarks. */
  @Get("/sitemap/pages.xml")
  @Produces(MediaType.TEXT_XML)
  HttpResponse<String> pages(HttpRequest<?> request) {
    var paths = new ArrayList<>(PAGES);
    benchmarks.find(null, -1, BENCHMARKS).forEach(one -> paths.add(Addresses.benchmark(one.id())));
    return xml(request, "urlset", "url", paths);
  }

  /** Models that were first named by the entries from {@code from} on. */
  @Get("/sitemap/models-{from}.xml")
  @Produces(MediaType.TEXT_XML)
  HttpResponse<String> models(HttpRequest<?> request, @PathVariable long from) {
    if (from < 0 || from % entries != 0 || from >= log.head().size()) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such map.");
    }
    return xml(
        request,
        "urlset",
        "url",
        models.firstNamed(from, from + entries).stream().map(Addresses::model).toList());
  }

  private HttpResponse<String> xml(
      HttpRequest<?> request, String root, String item, List<String> paths) {
    String address = site.address(request);
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".formatted(root));
    // The host is checked and every path is escaped for addresses, so nothing is left for XML.
    for (String path : paths) {
      xml.append("<%s><loc>%s%s</loc></%s>\n".formatted(item, address, path, item));
    }
    return HttpResponse.ok(xml.append("</%s>\n".formatted(root)).toString());
  }

  @Get("/opensearch.xml")
  @Produces("application/opensearchdescription+xml")
  HttpResponse<String> openSearch(HttpRequest<?> request) {
    return HttpResponse.ok(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
        <ShortName>evalledger</ShortName>
        <Description>Models, benchmarks and submitters of the ledger</Description>
        <Url type="text/html" template="%s/search?q={searchTerms}"/>
        </OpenSearchDescription>
        """
            .formatted(site.address(request)));
  }
}
