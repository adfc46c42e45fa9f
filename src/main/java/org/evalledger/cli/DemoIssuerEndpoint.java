package org.evalledger.cli;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.json.Json;

/** What a browser and the demo's own service ask of {@link DemoIssuer}. */
@Controller(DemoIssuer.PATH)
@Hidden
@Requires(bean = DemoIssuer.class)
final class DemoIssuerEndpoint {
  private static final List<String> PASSED_ON =
      List.of("client_id", "redirect_uri", "state", "nonce", "code_challenge", "scope");

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Demo sign-in</title></head>
      <body>
      <main>
      <h1>Demo sign-in</h1>
      <p><strong>For trying things on this machine only.</strong> Nobody is checked here; no other
      ledger has this page. Sign in as:</p>
      <ul>
      {identities}
      </ul>
      </main>
      </body>
      </html>
      """;

  private final DemoIssuer issuer;

  DemoIssuerEndpoint(DemoIssuer issuer) {
    this.issuer = issuer;
  }

  @Get("/.well-known/openid-configuration")
  @Produces(MediaType.APPLICATION_JSON)
  String configuration() {
    return Json.object()
        .put("issuer", issuer.url())
        .put("authorization_endpoint", issuer.url() + "/authorize")
        .put("token_endpoint", issuer.url() + "/token")
        .put("jwks_uri", issuer.url() + "/jwks")
        .put("response_types_supported", Json.ofStrings(List.of("code")))
        .put("subject_types_supported", Json.ofStrings(List.of("public")))
        .put("code_challenge_methods_supported", Json.ofStrings(List.of("S256")))
        .put("id_token_signing_alg_values_supported", Json.ofStrings(List.of("ES256")))
        .build()
        .canonical()
        .utf8();
  }

  @Get("/jwks")
  @Produces(MediaType.APPLICATION_JSON)
  String keys() {
    return issuer.keys();
  }

  /** Lets one choose who to be, and sends the browser back with a code once that is chosen. */
  @Get("/authorize")
  HttpResponse<?> authorize(HttpRequest<?> request) {
    HttpParameters asked = request.getParameters();
    String challenge = asked.get("code_challenge");
    if (!issuer.callback().equals(asked.get("redirect_uri"))
        || !DemoIssuer.CLIENT.equals(asked.get("client_id"))
        || challenge == null) {
      return HttpResponse.badRequest("This is for the demo's own sign-in alone.")
          .contentType(MediaType.TEXT_PLAIN_TYPE);
    }
    return Optional.ofNullable(asked.get("identity"))
        .flatMap(DemoIdentity::named)
        .<HttpResponse<?>>map(identity -> back(identity, asked, challenge))
        .orElseGet(() -> HttpResponse.ok(page(asked)).contentType(MediaType.TEXT_HTML_TYPE));
  }

  private HttpResponse<?> back(DemoIdentity identity, HttpParameters asked, String challenge) {
    String code = issuer.code(identity, asked.get("nonce"), challenge);
    String state = asked.get("state");
    return HttpResponse.seeOther(
        URI.create(
            issuer.callback()
                + "?code="
                + code
                + "&state="
                + encoded(state == null ? "" : state)
                + "&iss="
                + encoded(issuer.url())));
  }

  private static String page(HttpParameters asked) {
    String passedOn =
        PASSED_ON.stream()
            .filter(asked::contains)
            .map(name -> name + "=" + encoded(String.valueOf(asked.get(name))))
            .collect(Collectors.joining("&amp;"));
    return PAGE.replace(
        "{identities}",
        Stream.of(DemoIdentity.values())
            .map(
                identity ->
                    "<li><a href=\"?identity=%s&amp;%s\">%s</a></li>"
                        .formatted(identity.word(), passedOn, identity.title()))
            .collect(Collectors.joining("\n")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * A code's token; or, for a program, that of the identity that {@code scope} names ({@code
   * grant_type} {@code client_credentials}).
   */
  @Post("/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<?> token(@Body Map<String, String> form) {
    Optional<String> token =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" ->
              issuer.identityToken(
                  form.getOrDefault("code", ""), form.getOrDefault("code_verifier", ""));
          case "client_credentials" ->
              DemoIdentity.named(form.getOrDefault("scope", ""))
                  .map(identity -> issuer.token(identity, null));
          default -> Optional.empty();
        };
    return token.isPresent()
        ? HttpResponse.ok(answer(token.get())).header("Cache-Control", "no-store")
        : HttpResponse.badRequest("{\"error\":\"invalid_grant\"}");
  }

  private static String answer(String token) {
    return Json.object()
        .put("access_token", token)
        .put("id_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", 3_600)
        .build()
        .canonical()
        .utf8();
  }
}
