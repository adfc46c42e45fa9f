package org.evalledger.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What browsers are told beside each answer: no page runs a script that is not the service's. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PageHeaders {
  /** W3C Content Security Policy level 3; images also as data, since styles of libraries do so. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    set(response);
  }

  /** Sets them, once whoever does it again. */
  static void set(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith(MediaType.TEXT_HTML)) {
      headers.set("Content-Security-Policy", POLICY);
      headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("X-Frame-Options", "DENY");
    }
  }
}
