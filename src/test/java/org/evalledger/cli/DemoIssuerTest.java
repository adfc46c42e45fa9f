package org.evalledger.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's own identity provider: there in the demo, and nowhere else. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoIssuerTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.ALWAYS)
        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
        .build();
  }

  private static HttpResponse<String> get(HttpClient client, URI uri, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> form(HttpClient client, URI uri, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void inTheDemoOneSignsInAsWhoeverOneLikes() throws Exception {
    Path home = DemoHome.fresh("issuer");
    int port = DemoProcess.freePort();
    URI root = URI.create("http://localhost:" + port + "/");
    try (var demo = DemoProcess.start(home, port);
        HttpClient client = browser()) {
      assertThat(demo.said()).anyMatch(line -> line.contains(root + "sign-in"));
      HttpResponse<String> page = get(client, root.resolve("/sign-in?next=/v1/me"));
      assertThat(page.body()).contains("For trying things on this machine only");
      String action = page.body().replaceAll("(?s).*action=\"([^\"]*)\".*", "$1");
      URI choice = page.uri().resolve(page.uri().getPath() + action.replace("&amp;", "&"));
      // An address alone gives nobody a code.
      assertThat(get(client, URI.create(choice + "&identity=reviewer")).uri().getPath())
          .isEqualTo("/demo-issuer/authorize");
      HttpResponse<String> me = form(client, choice, "identity=reviewer");
      assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
      assertThat(text(object(me.body()), "roles")).isEqualTo("[\"reviewer\"]");
      assertThat(text(object(me.body()), "issuer")).isEqualTo(root + "demo-issuer");

      URI token = root.resolve("/demo-issuer/token");
      // A form is read for its token and is whole for whom it is for.
      String grant = "grant_type=client_credentials&scope=operator&csrf=";
      String csrf = text(object(me.body()), "csrfToken");
      assertThat(form(client, token, grant + csrf).statusCode()).isEqualTo(200);
      assertThat(form(client, token, grant + csrf + "&csrf=" + csrf).statusCode()).isEqualTo(403);
      String padding = "&padding=" + "p".repeat(262_144);
      assertThat(form(client, token, grant + csrf + padding).statusCode()).isEqualTo(403);
      try (HttpClient program = HttpClient.newHttpClient()) {
        assertThat(form(program, token, "grant_type=authorization_code&code=x").statusCode())
            .isEqualTo(400);
        HttpResponse<String> issued =
            form(program, token, "grant_type=client_credentials&scope=operator");
        String bearer = text(object(issued.body()), "access_token");
        HttpResponse<String> operator =
            get(program, root.resolve("/v1/me"), "Authorization", "Bearer " + bearer);
        assertThat(text(object(operator.body()), "roles")).isEqualTo("[\"operator\"]");
      }
      foreignHostsReachNothing(port);
      String elsewhere =
          "/demo-issuer/authorize?client_id=evalledger-demo&code_challenge=x&identity=operator"
              + "&redirect_uri=https://evil.example/";
      assertThat(get(client, root.resolve(elsewhere)).statusCode()).isEqualTo(400);
    }
  }

  /** A page whose host's name was made to stand for this machine writes that name in Host. */
  private static void foreignHostsReachNothing(int port) throws IOException {
    for (String host : new String[] {"evil.example:" + port, "localhost", "localhost:1"}) {
      assertThat(statusLine(port, host)).as(host).contains("421");
    }
    for (String host : new String[] {"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port}) {
      assertThat(statusLine(port, host)).as(host).contains("200");
    }
  }

  private static String statusLine(int port, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET /v1/log HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void noSettingBringsItUpInAServiceThatIsNoDemo() {
    Map<String, Object> settings = new HashMap<>(database.properties());
    settings.put("evalledger.demo.issuer", "true");
    settings.put("evalledger.example.keys", true);
    settings.put("evalledger.oidc.issuer", "http://localhost:8080/demo-issuer");
    settings.put("evalledger.oidc.client.id", DemoIssuer.CLIENT);
    settings.put("evalledger.url", "http://localhost:8080");
    try (RunningService service = RunningService.open(settings)) {
      for (String path : new String[] {"authorize", "jwks", ".well-known/openid-configuration"}) {
        assertThat(service.get("/demo-issuer/" + path).statusCode()).isEqualTo(404);
      }
      assertThat(
              service
                  .post(
                      "/demo-issuer/token",
                      "application/x-www-form-urlencoded",
                      Bytes.ofUtf8("grant_type=client_credentials"))
                  .statusCode())
          .isEqualTo(404);
    }
  }
}
