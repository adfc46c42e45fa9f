package org.evalledger.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.evalledger.access.AccessDenied;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.database.ReadTooLongException;
import org.evalledger.submission.KeyRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes a response, the framework's own errors included. */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  /** RFC 9457 §3. */
  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * Header fields that go with a status: which methods do fit (RFC 9110 §15.5.6), how to sign in
   * (§15.5.2), when to come again (§10.2.3).
   */
  private static final List<String> KEPT =
      List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER);

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

  private final long maxStatementBytes;

  ProblemResponses(
      @Property(name = "evalledger.max.statement.bytes", defaultValue = "8388608")
          long maxStatementBytes) {
    this.maxStatementBytes = maxStatementBytes;
  }

  static MutableHttpResponse<Problem> of(Problem problem) {
    return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
        .contentType(MEDIA_TYPE)
        .body(problem);
  }

  static MutableHttpResponse<Problem> of(ProblemType type, String detail) {
    return of(Problem.of(type, detail));
  }

  static MutableHttpResponse<Problem> later(Duration retryAfter) {
    return of(ProblemType.OVERLOADED, "Too much waits already, or the database is gone.")
        .header("Retry-After", Long.toString(retryAfter.toSeconds()));
  }

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    if (context.getRootCause().filter(DatabaseGoneException::isCauseOf).isPresent()) {
      LOG.warn("{} {} without a database", context.getRequest().getMethod(), path(context));
      return later(Duration.ofSeconds(1));
    }
    if (context.getRootCause().filter(ReadTooLongException::isCauseOf).isPresent()) {
      LOG.warn("{} {} took too long", context.getRequest().getMethod(), path(context));
      return of(ProblemType.OVERLOADED, "The answer takes too long; ask for less of it at once.")
          .header("Retry-After", "5");
    }
    ProblemType type =
        context.getRootCause().orElse(null) instanceof AccessDenied denied
            ? type(denied.reason())
            : ProblemType.of(response.status());
    if (type == ProblemType.TOO_LARGE) {
      return of(tooLarge(context));
    }
    MutableHttpResponse<Problem> problem = of(type, detail(type, context));
    for (String name : KEPT) {
      response.getHeaders().getAll(name).forEach(value -> problem.header(name, value));
    }
    return problem;
  }

  private static ProblemType type(AccessDenied.Reason reason) {
    return switch (reason) {
      case SIGN_IN_NEEDED, BAD_TOKEN -> ProblemType.SIGN_IN_NEEDED;
      case ROLE_NEEDED -> ProblemType.ROLE_NEEDED;
      case CSRF_TOKEN_NEEDED, FOREIGN_PAGE -> ProblemType.CSRF_TOKEN_NEEDED;
    };
  }

  /**
   * The limit that is promised. The framework's own is a little higher, so that the endpoints can
   * say this themselves, and nobody should be told two.
   */
  private Problem tooLarge(ErrorContext context) {
    return path(context).startsWith(KeyRequestEndpoint.PATH)
        ? KeyRequestEndpoint.tooLarge(KeyRequests.MAX_BYTES)
        : Problem.tooLarge(maxStatementBytes, ProblemType.TOO_LARGE.fix());
  }

  /** What the framework says; nothing of what went wrong inside. */
  private static String detail(ProblemType type, ErrorContext context) {
    if (type == ProblemType.INTERNAL) {
      LOG.error(
          "{} {} failed",
          context.getRequest().getMethod(),
          path(context),
          context.getRootCause().orElse(null));
      return "The fault is ours and was logged.";
    }
    String said =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining(" "));
    return said.isBlank() ? type.title() + "." : said;
  }

  private static String path(ErrorContext context) {
    return context.getRequest().getPath();
  }
}
