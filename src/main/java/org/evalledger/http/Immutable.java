package org.evalledger.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;

/** Responses that never change, and say so. */
final class Immutable {
  private Immutable() {}

  /** {@code body} under a strong entity tag (RFC 9110 §8.8.3). */
  static <T> MutableHttpResponse<T> ok(T body, String tag) {
    return HttpResponse.ok(body)
        .header("ETag", "\"" + tag + "\"")
        .header("Cache-Control", "public, max-age=31536000, immutable");
  }

  /**
   * {@code body} under a strong entity tag, to be asked for again each time: later entries may mark
   * it, or take it away.
   */
  static <T> MutableHttpResponse<T> butForMarks(T body, String tag) {
    return HttpResponse.ok(body)
        .header("ETag", "\"" + tag + "\"")
        .header("Cache-Control", "public, no-cache");
  }
}
