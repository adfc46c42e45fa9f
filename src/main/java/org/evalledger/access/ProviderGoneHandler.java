package org.evalledger.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells callers to come again, and the operator why. */
@Singleton
final class ProviderGoneHandler
    implements ExceptionHandler<ProviderGoneException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderGoneHandler.class);

  private final ErrorResponseProcessor<?> form;

  ProviderGoneHandler(ErrorResponseProcessor<?> form) {
    this.form = form;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, ProviderGoneException gone) {
    LOG.warn("The identity provider cannot be asked: {}", gone.getMessage());
    ErrorContext context =
        ErrorContext.builder(request)
            .cause(gone)
            .errorMessage("The identity provider does not answer as it should; sign-in must wait.")
            .build();
    return form.processResponse(
        context,
        HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "10"));
  }
}
