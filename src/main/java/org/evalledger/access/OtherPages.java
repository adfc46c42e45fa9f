package org.evalledger.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pages may do here, by the field {@code Origin} that browsers write (Fetch standard §3.2 and
 * §3.3): those of other places read, without cookies; only this ledger's own do more. Programs send
 * no such field. The framework's own filter refuses every method that others' pages may not use,
 * also to the ledger's pages.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OtherPages {
  /** What answers a page's question before it reads; half an hour long, in seconds. */
  private static final Map<CharSequence, CharSequence> MAY_READ =
      Map.of(
          HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD",
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
              "Accept, Authorization, Cache-Control, If-Modified-Since, If-None-Match,"
                  + " Last-Event-ID",
          HttpHeaders.ACCESS_CONTROL_MAX_AGE, "1800");

  private final @Nullable String own;

  /**
   * @param url under which browsers reach this service; without one its pages are those of the host
   *     that a request names, and nobody is signed in
   */
  OtherPages(@Nullable @Property(name = "evalledger.url") String url) {
    this.own = url == null || url.isEmpty() ? null : origin(URI.create(url));
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin == null || isRead(request)) {
      return null;
    }
    if (request.getMethod() == HttpMethod.OPTIONS) {
      return request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
          ? readable(HttpResponse.ok()).headers(MAY_READ)
          : null;
    }
    if (!isOwn(origin, request)) {
      throw new AccessDenied(
          AccessDenied.Reason.FOREIGN_PAGE,
          "Pages of other places read here; only the ledger's own%s do more."
              .formatted(own == null ? "" : ", at " + own + ","));
    }
    return null;
  }

  @ResponseFilter
  void show(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (isRead(request) && request.getHeaders().contains(HttpHeaders.ORIGIN)) {
      readable(response);
    }
  }

  /** To anybody, which browsers take for answers without cookies alone. */
  private static MutableHttpResponse<?> readable(MutableHttpResponse<?> response) {
    return response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  }

  private static boolean isRead(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private boolean isOwn(String origin, HttpRequest<?> request) {
    if (own != null) {
      return own.equals(origin);
    }
    String host = request.getHeaders().get(HttpHeaders.HOST);
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  /** As browsers write it (RFC 6454 §6.2): in lower case, and without the scheme's own port. */
  static String origin(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    boolean usual = url.getPort() == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (url.getPort() < 0 || usual ? "" : ":" + url.getPort());
  }
}
