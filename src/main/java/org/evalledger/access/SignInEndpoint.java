package org.evalledger.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way of a browser to the identity provider and back, and out again. */
@Controller
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(bean = Relying.class)
final class SignInEndpoint {
  static final String PATH = "/sign-in";
  static final String CALLBACK = PATH + "/callback";

  private static final int MAX_CODE = 4_096;

  private final Relying relying;
  private final Provider provider;
  private final CodeExchange exchange;
  private final Sessions sessions;
  private final SessionCookie cookies;
  private final Clock clock;

  SignInEndpoint(
      Relying relying,
      Provider provider,
      CodeExchange exchange,
      Sessions sessions,
      SessionCookie cookies,
      Clock clock) {
    this.relying = relying;
    this.provider = provider;
    this.exchange = exchange;
    this.sessions = sessions;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** Sends the browser to the identity provider, to come back and then on to {@code next}. */
  @Get(PATH + "{?next}")
  HttpResponse<?> signIn(@Nullable @QueryValue String next) {
    var attempt = new SignInAttempt(sessions.secret(), clock.instant(), NextPage.of(next));
    return to(authorization(attempt)).cookie(cookies.attempt(attempt.cookie()));
  }

  private String authorization(SignInAttempt attempt) {
    var question = new LinkedHashMap<String, String>();
    question.put("response_type", "code");
    question.put("client_id", relying.clientId());
    question.put("redirect_uri", relying.callback());
    question.put("scope", relying.scopes());
    question.put("state", attempt.state());
    question.put("nonce", attempt.nonce());
    question.put("code_challenge", attempt.challenge());
    question.put("code_challenge_method", "S256");
    URI endpoint = provider.metadata().authorization();
    return endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + Form.write(question);
  }

  /** Takes the browser back in. */
  @Get(CALLBACK + "{?code,state,error,iss}")
  HttpResponse<?> callback(
      HttpRequest<?> request,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String error,
      @Nullable @QueryValue String iss) {
    SignInAttempt attempt =
        cookies
            .attempt(request)
            .flatMap(SignInAttempt::read)
            .filter(begun -> begun.isAnswered(state, clock.instant()))
            .orElseThrow(
                () -> refused("This sign-in was not begun in this browser, or too long ago."));
    if (iss == null
        ? provider.metadata().tellsIssuer()
        : !iss.equals(relying.issuer().toString())) {
      throw refused("The answer is of another identity provider.");
    }
    if (error != null) {
      throw refused("The identity provider did not sign you in.");
    }
    if (code == null || code.isEmpty() || code.length() > MAX_CODE) {
      throw refused("The identity provider sent no code.");
    }
    return switch (exchange.person(code, attempt)) {
      case CodeExchange.Told.Refused(var detail) -> throw refused(detail);
      case CodeExchange.Told.Of(var person) -> welcome(request, person, attempt.next());
    };
  }

  private HttpResponse<?> welcome(HttpRequest<?> request, Person person, String next) {
    cookies.session(request).ifPresent(sessions::end);
    return to(next).cookie(cookies.session(sessions.open(person)));
  }

  /** Ends the session. */
  @Post("/sign-out")
  @Consumes({"*/*"})
  HttpResponse<?> signOut(HttpRequest<?> request) {
    cookies.session(request).ifPresent(sessions::end);
    return to(NextPage.HOME).cookie(cookies.noSession());
  }

  private static MutableHttpResponse<?> to(String address) {
    return HttpResponse.status(HttpStatus.SEE_OTHER)
        .headers(Map.of(HttpHeaders.LOCATION, address, HttpHeaders.CACHE_CONTROL, "no-store"))
        .header("Referrer-Policy", "no-referrer");
  }

  private static HttpStatusException refused(String detail) {
    return new HttpStatusException(
        HttpStatus.BAD_REQUEST, detail + " Begin again at " + PATH + ", in the same browser.");
  }
}
