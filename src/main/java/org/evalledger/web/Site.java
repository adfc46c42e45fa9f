package org.evalledger.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.util.HttpHostResolver;
import jakarta.inject.Singleton;
import java.net.URI;
import org.evalledger.bytes.Parsed;

/** Where this service is, as the one who asks sees it. */
@Singleton
final class Site {
  private final HttpHostResolver host;

  Site(HttpHostResolver host) {
    this.host = host;
  }

  /** Scheme, host and port, without a slash behind. */
  String address(HttpRequest<?> request) {
    String resolved = host.resolve(request);
    if (Parsed.of(() -> URI.create(resolved)) instanceof Parsed.Value<URI>(var address)
        && address.getHost() != null) {
      return resolved.endsWith("/") ? resolved.substring(0, resolved.length() - 1) : resolved;
    }
    throw new HttpStatusException(HttpStatus.BAD_REQUEST, "The Host header names no host.");
  }
}
