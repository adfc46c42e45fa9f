package org.evalledger.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For every call that reads: 304 to who has the representation already (RFC 9110 §13.1.2), and to
 * HEAD the headers of GET (§9.3.2).
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Conditional {
  /** A tag in If-None-Match; weak ones compare like strong ones there. */
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  @ResponseFilter
  void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
    boolean head = request.getMethod() == HttpMethod.HEAD;
    if ((!head && request.getMethod() != HttpMethod.GET) || response.status() != HttpStatus.OK) {
      return;
    }
    String tag = response.getHeaders().get(HttpHeaders.ETAG);
    if (tag != null && known(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.status(HttpStatus.NOT_MODIFIED).body(null);
      response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    } else if (head) {
      asGet(response);
    }
  }

  private static boolean known(List<String> asked, String tag) {
    return asked.stream()
        .anyMatch(
            one ->
                one.strip().equals("*")
                    || TAG.matcher(one).results().map(Conditional::opaque).anyMatch(tag::equals));
  }

  private static String opaque(MatchResult found) {
    return found.group(1);
  }

  /** The writer of a body sets its type and length, and HEAD has no body to write. */
  private static void asGet(MutableHttpResponse<?> response) {
    Object body = RouteAttributes.getHeadBody(response).orElse(null);
    if (body == null) {
      return;
    }
    if (response.getContentType().isEmpty()) {
      response.contentType(produced(RouteAttributes.getRouteInfo(response).orElse(null)));
    }
    if (body instanceof byte[] bytes) {
      response.contentLength(bytes.length);
    }
  }

  private static MediaType produced(@Nullable RouteInfo<?> route) {
    return route == null || route.getProduces().isEmpty()
        ? MediaType.APPLICATION_JSON_TYPE
        : route.getProduces().getFirst();
  }
}
