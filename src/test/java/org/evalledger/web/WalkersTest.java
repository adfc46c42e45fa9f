package org.evalledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What programs that walk the site find: maps, feeds and data about data, each as they read it. */
class WalkersTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";
  private static final int ENTRIES = 16;

  private static RunningService service;

  @BeforeAll
  static void open() {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.put("evalledger.sitemap.entries", ENTRIES);
    service = RunningService.open(properties);
    Board.fill(service, 40);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Document xml(String path) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(service.get(path).body())));
  }

  private static List<String> locations(String path, String root) throws Exception {
    Document map = xml(path);
    assertThat(map.getDocumentElement().getLocalName()).isEqualTo(root);
    assertThat(map.getDocumentElement().getNamespaceURI()).isEqualTo(SITEMAPS);
    var found = map.getElementsByTagNameNS(SITEMAPS, "loc");
    var locations = new ArrayList<String>();
    for (int i = 0; i < found.getLength(); i++) {
      URI location = URI.create(found.item(i).getTextContent());
      assertThat(location.getAuthority()).isEqualTo(service.uri("/").getAuthority());
      locations.add(location.getRawPath());
    }
    return locations;
  }

  @Test
  void everyModelStandsOnceInMapsOfLimitedLength() throws Exception {
    assertThat(service.get("/robots.txt").body())
        .startsWith("User-agent: *\n")
        .contains("\nSitemap: " + service.uri("/sitemap.xml") + "\n");
    List<String> maps = locations("/sitemap.xml", "sitemapindex");
    assertThat(maps).hasSizeGreaterThan(3).first().isEqualTo("/sitemap/pages.xml");
    assertThat(locations(maps.getFirst(), "urlset")).contains("/", "/models", "/benchmarks/gpqa");
    var models = new ArrayList<String>();
    for (String map : maps.subList(1, maps.size())) {
      List<String> some = locations(map, "urlset");
      assertThat(some).hasSizeLessThanOrEqualTo(ENTRIES);
      models.addAll(some);
    }
    List<Json> all = ((JsonArray) at(service.read("/v1/models?limit=1000"), "items")).items();
    assertThat(models)
        .containsExactlyElementsOf(
            all.stream().map(model -> Addresses.model(text(model, "model"))).toList())
        .hasSizeGreaterThan(30);
    for (String none : List.of("/sitemap/models-1.xml", "/sitemap/models-1600.xml")) {
      assertThat(service.get(none).statusCode()).as(none).isEqualTo(404);
    }
  }

  @Test
  void pagesNameTheirFeedAndTheirData() throws Exception {
    for (String path : List.of("/models/01-ai/Yi-34B", "/benchmarks/gpqa")) {
      String page =
          service
              .send(HttpRequest.newBuilder(service.uri(path)).header("Accept", "text/html").build())
              .body();
      Document feed =
          xml(
              found(
                      page,
                      "<link rel=\"alternate\""
                          + " type=\"application/atom\\+xml\"[^>]*href=\"([^\"]+)\"")
                  .replace("&amp;", "&"));
      assertThat(feed.getDocumentElement().getNamespaceURI())
          .isEqualTo("http://www.w3.org/2005/Atom");
      assertThat(feed.getElementsByTagNameNS("*", "entry").getLength()).isPositive();
      Json data =
          RunningService.object(
              found(page, "<script type=\"application/ld\\+json\">(.*?)</script>"));
      assertThat(text(data, "@context")).isEqualTo("https://schema.org");
      assertThat(text(data, "@type")).isEqualTo("Dataset");
      assertThat(text(data, "url")).isEqualTo(service.uri(path).toString());
      assertThat(text(data, "name")).isNotEmpty();
      assertThat(text(data, "description")).isNotEmpty();
      var download = URI.create(text(data, "distribution", "0", "contentUrl"));
      assertThat(service.get(download.getRawPath()).body()).startsWith("index,result,model,");
    }
  }

  private static String found(String page, String pattern) {
    var match = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(match.find()).as(pattern).isTrue();
    return match.group(1);
  }
}
