package org.evalledger.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Answers in the form that all problems have. */
@Singleton
final class AccessDeniedHandler implements ExceptionHandler<AccessDenied, HttpResponse<?>> {
  private final ErrorResponseProcessor<?> form;

  AccessDeniedHandler(ErrorResponseProcessor<?> form) {
    this.form = form;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, AccessDenied denied) {
    MutableHttpResponse<?> response = HttpResponse.status(denied.reason().status());
    String challenge = denied.reason().challenge();
    if (challenge != null) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    ErrorContext context =
        ErrorContext.builder(request)
            .cause(denied)
            .errorMessage(String.valueOf(denied.getMessage()))
            .build();
    return form.processResponse(context, response);
  }
}
