package org.evalledger.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.evalledger.story.RunningService;

/** Keeps cookies and follows no redirect by itself. */
public final class Browser implements AutoCloseable {
  private final RunningService service;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();

  /** A new one, that knows nobody. */
  public Browser(RunningService service) {
    this.service = service;
  }

  /** The answer to a GET of the ledger. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(service.uri(path)));
  }

  /** The answer to a form that is sent to {@code uri}. */
  HttpResponse<String> form(URI uri, Map<String, String> members, String... headers) {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", Form.MEDIA_TYPE)
            .POST(BodyPublishers.ofString(Form.write(members)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** The answer to {@code request}. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest plain = request.copy().build();
    boolean ofLedger = plain.uri().getAuthority().equals(service.uri("/").getAuthority());
    if (!plain.method().equals("GET") && plain.headers().firstValue("Origin").isEmpty()) {
      // As browsers do; the page that a form of the provider stands on is the provider's.
      URI page = ofLedger ? URI.create(IdentityProvider.LEDGER) : plain.uri();
      request.setHeader("Origin", page.getScheme() + "://" + page.getAuthority());
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Goes to the provider, says who it is there, and gives where that sends it back to. */
  String atProvider(String signIn, String user, String claims) {
    HttpResponse<String> sent = get(signIn);
    URI provider = URI.create(location(sent));
    HttpResponse<String> back = form(provider, Map.of("username", user, "claims", claims));
    return location(back);
  }

  /** Signs in all the way; the last answer of the ledger. */
  public HttpResponse<String> signIn(String next, String user, String claims) {
    return get(path(atProvider("/sign-in?next=" + Form.encoded(next), user, claims)));
  }

  /** The session's cookie in the answer to a sign-in, as the browser sends it back. */
  public static String session(HttpResponse<String> welcome) {
    return welcome.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("evalledger-session="))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no session: " + welcome.body()));
  }

  /** What of the ledger's public address a test can ask for. */
  static String path(String location) {
    if (!location.startsWith(IdentityProvider.LEDGER)) {
      throw new AssertionError("not sent back to the ledger but to " + location);
    }
    return location.substring(IdentityProvider.LEDGER.length());
  }

  static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}
