package org.evalledger.access;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives endpoints the caller whom {@link AccessFilter} found. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
  private static final String ATTRIBUTE = "org.evalledger.caller";

  CallerBinder() {}

  static void set(HttpRequest<?> request, Caller caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> source) {
    Caller caller = source.getAttribute(ATTRIBUTE, Caller.class).orElseGet(Caller.Anybody::new);
    return () -> Optional.of(caller);
  }
}
