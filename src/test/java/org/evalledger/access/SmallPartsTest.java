package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sign-in is made of, piece by piece. */
class SmallPartsTest {
  private static final URI ISSUER = URI.create("https://id.example.org/realms/r");

  private static final Instant BEGUN = Instant.parse("2026-11-22T12:00:00Z");

  private static Relying relying(String url) {
    return new Relying(ISSUER, "c", null, null, "organisation", "openid", URI.create(url));
  }

  @Test
  void overTlsCookiesAreSecureAndOfThisHostAlone() {
    Cookie cookie = new SessionCookie(relying("https://ledger.example.org")).session("x");
    assertThat(cookie.getName()).isEqualTo("__Host-evalledger-session");
    assertThat(cookie.isSecure()).isTrue();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.getSameSite()).hasValue(SameSite.Lax);
    assertThat(new SessionCookie(relying("http://localhost:1")).session("x").isSecure()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?a=b", "/cases", "/cases/12-suspicion?x=/y&z=%20", "/a//b/"})
  void pagesOfThisServiceAreComeTo(String page) {
    assertThat(NextPage.of(page)).isEqualTo(page);
  }

  @Test
  void aPageIsAtMostSoLong() {
    assertThat(NextPage.of("/" + "a".repeat(1_023))).hasSize(1_024);
    assertThat(NextPage.of("/" + "a".repeat(1_024))).isEqualTo("/");
    assertThat(NextPage.of(null)).isEqualTo("/");
  }

  @Test
  void anAttemptComesBackAsItWas() {
    var attempt = new SignInAttempt("s".repeat(43), BEGUN, "/cases?state=open");
    assertThat(SignInAttempt.read(attempt.cookie())).hasValue(attempt);
    for (String cookie :
        new String[] {
          "", ".", "x.1.y", "s".repeat(43) + ".1.!", "s".repeat(43) + ".eA", "s".repeat(43)
        }) {
      assertThat(SignInAttempt.read(cookie)).isEmpty();
    }
    assertThat(attempt.state()).isNotEqualTo(attempt.nonce()).hasSize(43);
    assertThat(attempt.verifier()).isNotEqualTo(attempt.state()).hasSize(43);
  }

  @Test
  void anAttemptIsOverAfterTenMinutesAlsoWhereTheBrowserKeepsIt() {
    var attempt = new SignInAttempt("s".repeat(43), BEGUN, "/");
    assertThat(attempt.isAnswered(attempt.state(), BEGUN.plusSeconds(599))).isTrue();
    assertThat(attempt.isAnswered(attempt.state(), BEGUN.plusSeconds(600))).isFalse();
    assertThat(attempt.isAnswered(attempt.nonce(), BEGUN)).isFalse();
    assertThat(attempt.isAnswered(null, BEGUN)).isFalse();
    // Another time makes another state.
    var later = new SignInAttempt("s".repeat(43), BEGUN.plusSeconds(600), "/");
    assertThat(later.isAnswered(attempt.state(), BEGUN.plusSeconds(600))).isFalse();
  }

  @Test
  void aFormsMemberIsFoundOnceOrNotAtAll() {
    assertThat(Form.value("a=b&csrf=x%20y", "csrf")).hasValue("x y");
    assertThat(Form.value("csrf=", "csrf")).hasValue("");
    for (String form : new String[] {"", "csrf", "xcsrf=a", "csrf=a&csrf=a", "csrf=%"}) {
      assertThat(Form.value(form, "csrf")).as(form).isEmpty();
    }
  }

  /** The example of RFC 7636, appendix B, is what the challenge of a verifier is held against. */
  @Test
  void aChallengeIsTheDigestOfItsVerifier() {
    assertThat(
            Bytes.ofUtf8("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                .sha256()
                .bytes()
                .base64Url())
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    var attempt = new SignInAttempt("s".repeat(43), BEGUN, "/");
    assertThat(attempt.challenge())
        .isEqualTo(Bytes.ofUtf8(attempt.verifier()).sha256().bytes().base64Url());
  }

  @Test
  void anOriginIsWrittenAsBrowsersWriteIt() {
    assertThat(OtherPages.origin(URI.create("https://Ledger.Example.org/")))
        .isEqualTo("https://ledger.example.org");
    assertThat(OtherPages.origin(URI.create("https://x:443"))).isEqualTo("https://x");
    assertThat(OtherPages.origin(URI.create("http://localhost:80"))).isEqualTo("http://localhost");
    assertThat(OtherPages.origin(URI.create("http://[::1]:8080"))).isEqualTo("http://[::1]:8080");
  }

  /** The client is whom identity tokens are for; nobody is to speak with one. */
  @Test
  void theAudienceOfTokensIsNotTheClient() {
    assertThat(relying("c", "api").audience()).isEqualTo("api");
    assertThat(relying("c", "").audience()).isNull();
    assertThatThrownBy(() -> relying("c", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EVALLEDGER_OIDC_AUDIENCE");
  }

  private static Relying relying(String client, String audience) {
    return new RelyingFactory()
        .relying(ISSUER.toString(), client, "", audience, "", "", "https://ledger.example.org");
  }

  private static String metadata(String issuer, String token) {
    return """
    {"issuer": "%s", "authorization_endpoint": "https://id.example.org/a?x=y",
     "token_endpoint": "%s", "jwks_uri": "https://id.example.org/k"}
    """
        .formatted(issuer, token);
  }

  @Test
  void aProviderThatSaysToBeAnotherOrSendsSecretsInTheClearIsNotTaken() throws IOException {
    String token = "https://id.example.org/t";
    assertThat(ProviderMetadata.read(Bytes.ofUtf8(metadata(ISSUER.toString(), token)), ISSUER))
        .isEqualTo(
            new ProviderMetadata(
                URI.create("https://id.example.org/a?x=y"),
                URI.create(token),
                URI.create("https://id.example.org/k"),
                false));
    for (String wrong :
        new String[] {
          metadata(ISSUER + "/", token),
          metadata("https://evil.example", token),
          metadata(ISSUER.toString(), "http://id.example.org/t"),
          metadata(ISSUER.toString(), "file:///etc/passwd"),
          "{\"issuer\": \"" + ISSUER + "\"}",
          "[]",
          "<html>"
        }) {
      assertThatThrownBy(() -> ProviderMetadata.read(Bytes.ofUtf8(wrong), ISSUER))
          .as(wrong)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void answersThatAreTooLargeAndRedirectsAreNotTaken() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean large = exchange.getRequestURI().getPath().equals("/large");
          int length = large ? ProviderConnection.MAX_BYTES + 1 : ProviderConnection.MAX_BYTES;
          boolean redirect = exchange.getRequestURI().getPath().equals("/redirect");
          exchange.getResponseHeaders().add("Location", "/");
          exchange.sendResponseHeaders(redirect ? 302 : 200, length);
          exchange.getResponseBody().write(new byte[length]);
          exchange.close();
        });
    server.start();
    var connection = new ProviderConnection();
    try {
      URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThat(connection.get(root).length()).isEqualTo(ProviderConnection.MAX_BYTES);
      assertThat(connection.post(root, Map.of("a", "b"), null).status()).isEqualTo(200);
      for (String path : new String[] {"/large", "/redirect"}) {
        assertThatThrownBy(() -> connection.get(root.resolve(path)))
            .isInstanceOf(IOException.class);
      }
    } finally {
      connection.close();
      server.stop(0);
    }
  }
}
