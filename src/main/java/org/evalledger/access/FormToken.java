package org.evalledger.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Reads the token in a form's body, and leaves the body to whoever the form is for. */
@Singleton
final class FormToken {
  /** The form's member. */
  static final String MEMBER = "csrf";

  /** Bytes of a form, at most; it must say how many. */
  static final long MAX_BYTES = 262_144;

  FormToken() {}

  /** The token; empty text when there is none. */
  CompletableFuture<String> of(HttpRequest<?> request) {
    boolean form =
        request
                .getContentType()
                .filter(MediaType.APPLICATION_FORM_URLENCODED_TYPE::equals)
                .isPresent()
            && request.getContentLength() >= 0
            && request.getContentLength() <= MAX_BYTES;
    if (!form || !(request instanceof ServerHttpRequest<?> server)) {
      return CompletableFuture.completedFuture("");
    }
    return server
        .byteBody()
        .split(SplitBackpressureMode.FASTEST)
        .buffer()
        .thenApply(
            body -> {
              try (body) {
                return Form.value(body.toString(StandardCharsets.UTF_8), MEMBER).orElse("");
              }
            });
  }
}
