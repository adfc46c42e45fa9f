package org.evalledger.web;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Shows people a page where programs get a problem (RFC 9457): to who asks for HTML outside the
 * JSON surface, whatever went wrong, and asking the database for nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TroublePages {
  private static final String PROBLEM = "application/problem+json";

  private final Pages pages;
  private final long most;

  TroublePages(
      Pages pages,
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608") long most) {
    this.pages = pages;
    this.most = most;
  }

  @ResponseFilter
  HttpResponse<?> show(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (response.code() < 400 || !isProblem(response) || !isForPeople(request)) {
      return response;
    }
    String retryAfter = response.getHeaders().get(HttpHeaders.RETRY_AFTER);
    Trouble trouble = Trouble.of(response.status(), request.getUri().toString(), retryAfter, most);
    Frame frame =
        pages.frameWithoutDatabase(request.getPath(), trouble.title(), trouble.what()).unlisted();
    MutableHttpResponse<byte[]> page = pages.show(response.status(), "error/page", frame, trouble);
    PageHeaders.set(page); // also where their filter was there before this one
    return retryAfter == null ? page : page.header(HttpHeaders.RETRY_AFTER, retryAfter);
  }

  private static boolean isProblem(HttpResponse<?> response) {
    @Nullable String type = response.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(PROBLEM);
  }

  /** Browsers name HTML; programs that take anything get what is theirs. */
  private static boolean isForPeople(HttpRequest<?> request) {
    String path = request.getPath();
    String accept = String.valueOf(request.getHeaders().get(HttpHeaders.ACCEPT));
    return accept.contains("text/html")
        && !path.startsWith("/v1/")
        && !path.startsWith("/log/")
        && !path.startsWith(Assets.PATH)
        && (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.POST);
  }
}
