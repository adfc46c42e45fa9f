package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service shows its own document, and asks nobody else for what that takes. */
class DocumentPagesTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static String type(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.uri().toString()).isEqualTo(200);
    return response.headers().firstValue("Content-Type").orElse("none").replaceAll(";.*", "");
  }

  @Test
  void theDocumentIsTheCommittedOne() throws IOException {
    HttpResponse<String> answer = service.get("/openapi/evalledger.yaml");
    assertThat(type(answer)).isEqualTo("application/yaml");
    assertThat(answer.body()).isEqualTo(Files.readString(OpenApiDocument.FILE));
  }

  @Test
  void thePageAndAllItNamesComeFromTheService() {
    for (String path : List.of("/docs", "/docs/api", "/docs/verify")) {
      HttpResponse<String> page = service.get(path);
      assertThat(type(page)).isEqualTo("text/html");
      List<String> addresses =
          ADDRESS
              .matcher(page.body())
              .results()
              .map(found -> found.group(1))
              .filter(address -> address.matches("/(assets|openapi|verify).*"))
              .toList();
      assertThat(addresses).hasSizeGreaterThan(3);
      addresses.forEach(address -> type(service.get(address)));
    }
  }

  @Test
  void thePageHoldsNoScriptOfItsOwn() {
    assertThat(service.get("/docs/api").body())
        .containsPattern("<script src=\"/assets/swagger-ui-[0-9a-f]+\\.js\" defer></script>")
        .doesNotContainPattern("<script(?! src)")
        .doesNotContain("onload=", "://");
  }

  @Test
  void scriptsAndStylesHaveTheirMediaTypes() {
    String page = service.get("/docs/api").body();
    ADDRESS
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .filter(address -> address.endsWith(".js") || address.endsWith(".css"))
        .forEach(
            address ->
                assertThat(type(service.get(address)))
                    .isEqualTo(address.endsWith(".js") ? "text/javascript" : "text/css"));
  }

  @Test
  void whatIsNotThereIsAProblem() {
    for (String path : List.of("/docs/nothing.js", "/openapi/nothing.yaml", "/openapi/")) {
      HttpResponse<String> answer = service.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }
}
