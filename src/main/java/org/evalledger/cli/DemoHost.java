package org.evalledger.cli;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the demo to this machine: a page of elsewhere, whose host's name was made to stand for this
 * machine, reaches its port but cannot choose the field {@code Host}.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(bean = DemoIssuer.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DemoHost {
  private final List<String> own;

  DemoHost(DemoIssuer issuer) {
    int port = URI.create(issuer.url()).getPort();
    this.own = List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    return host != null && own.contains(host.toLowerCase(Locale.ROOT))
        ? null
        : HttpResponse.status(HttpStatus.MISDIRECTED_REQUEST)
            .contentType(MediaType.TEXT_PLAIN_TYPE)
            .body("This is a demo for its own machine alone, at " + own.getFirst() + ".");
  }
}
