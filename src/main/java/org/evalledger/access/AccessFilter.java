package org.evalledger.access;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.evalledger.statement.Role;

/**
 * The one place where it is decided whether a request may be made. A request that names nobody, as
 * reads do, is looked at here and no further: no thread is changed for it and nothing is asked.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private final Callers callers;
  private final FormToken forms;
  private final ExecutorService blocking;

  AccessFilter(
      Callers callers, FormToken forms, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.callers = callers;
    this.forms = forms;
    this.blocking = blocking;
  }

  @RequestFilter
  CompletableFuture<HttpRequest<?>> check(HttpRequest<?> request) {
    Optional<Callers.Claimed> claimed =
        callers.claimed(request).filter(who -> counts(who, request));
    if (claimed.isEmpty()) {
      requireRole(request, new Caller.Anybody());
      return CompletableFuture.completedFuture(request);
    }
    return CompletableFuture.supplyAsync(() -> callers.caller(claimed.get()), blocking)
        .thenCompose(
            caller -> csrf(request, caller).thenApply(sent -> admit(request, caller, sent)));
  }

  /**
   * Whether it is asked whose a session is: not for what all get alike, so that what browsers read
   * depends on no database for the cookie's sake. A token is always checked.
   */
  private static boolean counts(Callers.Claimed claimed, HttpRequest<?> request) {
    return claimed instanceof Callers.Claimed.Token
        || !READS.contains(request.getMethod())
        || route(request).filter(AccessFilter::asksForCaller).isPresent();
  }

  private static boolean asksForCaller(MethodBasedRouteInfo<?, ?> route) {
    return route.getTargetMethod().hasAnnotation(Allowed.class)
        || Stream.of(route.getTargetMethod().getArguments())
            .anyMatch(argument -> argument.getType() == Caller.class);
  }

  private static Optional<MethodBasedRouteInfo<?, ?>> route(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request).orElse(null)
            instanceof MethodBasedRouteInfo<?, ?> route
        ? Optional.of(route)
        : Optional.empty();
  }

  /** The token of a browser's own pages that {@code request} carries, where one is asked for. */
  private CompletableFuture<String> csrf(HttpRequest<?> request, Caller caller) {
    if (!(caller instanceof Caller.Visitor) || READS.contains(request.getMethod())) {
      return CompletableFuture.completedFuture("");
    }
    String header = request.getHeaders().get(CSRF_HEADER);
    // On another thread: the endpoint must not ask for the body within the call that delivers it.
    return header != null
        ? CompletableFuture.completedFuture(header)
        : forms.of(request).thenApplyAsync(sent -> sent, blocking);
  }

  private HttpRequest<?> admit(HttpRequest<?> request, Caller caller, String sent) {
    if (caller instanceof Caller.Visitor(var person, var token)
        && !READS.contains(request.getMethod())
        && !Secrets.isSame(token, sent)) {
      throw new AccessDenied(
          AccessDenied.Reason.CSRF_TOKEN_NEEDED,
          "This request of a browser lacks the token of the pages it signed in at.");
    }
    CallerBinder.set(request, caller);
    requireRole(request, caller);
    return request;
  }

  private static void requireRole(HttpRequest<?> request, Caller caller) {
    AnnotationMetadata endpoint =
        route(request)
            .<AnnotationMetadata>map(route -> route.getTargetMethod().getAnnotationMetadata())
            .orElse(AnnotationMetadata.EMPTY_METADATA);
    if (!endpoint.hasAnnotation(Allowed.class) || !concerns(endpoint, request)) {
      return;
    }
    if (caller.identity().isEmpty()) {
      throw new AccessDenied(
          AccessDenied.Reason.SIGN_IN_NEEDED, "This is for people who are signed in.");
    }
    List<Role> roles = List.of(endpoint.enumValues(Allowed.class, "value", Role.class));
    if (!roles.isEmpty() && roles.stream().noneMatch(caller::has)) {
      throw new AccessDenied(
          AccessDenied.Reason.ROLE_NEEDED,
          "This takes the role "
              + String.join(" or ", roles.stream().map(Role::word).toList())
              + ", which you have not.");
    }
  }

  private static boolean concerns(AnnotationMetadata endpoint, HttpRequest<?> request) {
    return endpoint
        .stringValue(Allowed.class, "body")
        .filter(type -> !type.isEmpty())
        .map(type -> request.getContentType().filter(MediaType.of(type)::equals).isPresent())
        .orElse(true);
  }
}
