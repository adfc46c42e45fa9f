package org.evalledger.http;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses query parameters that a call does not declare: a misspelt filter would give everything,
 * unfiltered, and nobody would notice.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class DeclaredParameters {
  private static final int QUOTED = 64;

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (!request.getParameters().names().isEmpty()
        && RouteAttributes.getRouteInfo(request).orElse(null)
            instanceof MethodBasedRouteInfo<?, ?> route
        && route.getDeclaringType().getPackage().equals(DeclaredParameters.class.getPackage())) {
      List<String> declared = declared(route);
      request.getParameters().names().stream()
          .filter(name -> !declared.contains(name))
          .findFirst()
          .ifPresent(name -> refuse(name, declared));
    }
  }

  private static List<String> declared(MethodBasedRouteInfo<?, ?> route) {
    return Stream.of(route.getTargetMethod().getArguments())
        .filter(argument -> argument.getAnnotationMetadata().hasAnnotation(QueryValue.class))
        .map(DeclaredParameters::name)
        .toList();
  }

  private static String name(Argument<?> argument) {
    return argument
        .getAnnotationMetadata()
        .stringValue(QueryValue.class)
        .filter(name -> !name.isEmpty())
        .orElse(argument.getName());
  }

  private static void refuse(String name, List<String> declared) {
    String quoted = name.length() > QUOTED ? name.substring(0, QUOTED) + "…" : name;
    throw new HttpStatusException(
        HttpStatus.BAD_REQUEST,
        "There is no parameter \"%s\" here; %s."
            .formatted(
                quoted,
                declared.isEmpty()
                    ? "this call takes none"
                    : "there are " + String.join(", ", declared)));
  }
}
