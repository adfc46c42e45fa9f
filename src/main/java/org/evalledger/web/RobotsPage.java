package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.catalogue.Benchmarks;
import org.evalledger.catalogue.ModelFilter;
import org.evalledger.catalogue.Models;

/** What programs that walk the site are told. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class RobotsPage {
  /** Of 50,000 that a sitemap may hold (sitemaps.org, protocol 0.9). */
  private static final int LISTED = 1_000;

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
  private final Site site;

  RobotsPage(Models models, Benchmarks benchmarks, Site site) {
    this.models = models;
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

  @Get("/sitemap.xml")
  @Produces(MediaType.TEXT_XML)
  HttpResponse<String> sitemap(HttpRequest<?> request) {
    var paths = new ArrayList<>(PAGES);
    benchmarks.find(null, -1, LISTED).forEach(one -> paths.add(Addresses.benchmark(one.id())));
    models
        .find(new ModelFilter(null, null, null, null, null, -1, LISTED))
        .forEach(model -> paths.add(Addresses.model(model.model())));
    String site = this.site.address(request);
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    // The host is checked and every path is escaped for addresses, so nothing is left for XML.
    paths.forEach(path -> xml.append("<url><loc>%s%s</loc></url>\n".formatted(site, path)));
    return HttpResponse.ok(xml.append("</urlset>\n").toString());
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
