package org.evalledger.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Instant;

/**
 * What goes with each answer to the browser's coming back, whether it is let in or not: its address
 * has the code in it, which is for nobody else, and the attempt that was answered is over.
 */
@ServerFilter(SignInEndpoint.CALLBACK)
@Requires(bean = Relying.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AnswerOfProvider {
  private final SessionCookie cookies;

  AnswerOfProvider(SessionCookie cookies) {
    this.cookies = cookies;
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getHeaders().set("Referrer-Policy", "no-referrer");
    String state = request.getParameters().get("state");
    // What was sent by a stranger, or answers another tab's attempt, does not end this one.
    cookies
        .attempt(request)
        .flatMap(SignInAttempt::read)
        .filter(attempt -> attempt.isAnswered(state, Instant.MIN))
        .ifPresent(attempt -> response.cookie(cookies.noAttempt()));
  }
}
