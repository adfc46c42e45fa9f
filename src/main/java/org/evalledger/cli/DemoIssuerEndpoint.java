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
import org.evalledger.access.Caller;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

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
      <form method="post" action="{action}">
      {identities}
      </form>
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

  /** Lets one choose who to be. */
  @Get("/authorize")
  HttpResponse<?> authorize(HttpRequest<?> request, Caller caller) {
    HttpParameters asked = request.getParameters();
    return isOwn(asked)
        ? HttpResponse.ok(page(asked, caller)).contentType(MediaType.TEXT_HTML_TYPE)
        : refused("This is for the demo's own sign-in alone.");
  }

  /** Sends the browser back with a code of who was chosen: by a click, not by an address. */
  @Post("/authorize")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> choose(HttpRequest<?> request, @Body Map<String, String> form) {
    HttpParameters asked = request.getParameters();
    Optional<DemoIdentity> chosen = DemoIdentity.named(form.getOrDefault("identity", ""));
    return isOwn(asked) && chosen.isPresent()
        ? back(chosen.get(), asked, String.valueOf(asked.get("code_challenge")))
        : refused("This is for the demo's own sign-in alone.");
  }

  private boolean isOwn(HttpParameters asked) {
    return issuer.callback().equals(asked.get("redirect_uri"))
        && DemoIssuer.CLIENT.equals(asked.get("client_id"))
        && asked.contains("code_challenge");
  }

  private static HttpResponse<?> refused(String why) {
    return HttpResponse.badRequest(why).contentType(MediaType.TEXT_PLAIN_TYPE);
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

  private static String page(HttpParameters asked, Caller caller) {
    String passedOn =
        PASSED_ON.stream()
            .filter(asked::contains)
            .map(name -> name + "=" + encoded(String.valueOf(asked.get(name))))
            .collect(Collectors.joining("&amp;"));
    // Who is signed in already, as somebody else, sends the token of the ledger's pages.
    String csrf =
        caller instanceof Caller.Visitor(var person, var token)
            ? "<input type=\"hidden\" name=\"csrf\" value=\"%s\">\n".formatted(token)
            : "";
    String identities =
        Stream.of(DemoIdentity.values())
            .map(
                identity ->
                    "<p><button name=\"identity\" value=\"%s\">%s</button></p>"
                        .formatted(identity.word(), identity.title()))
            .collect(Collectors.joining("\n"));
    return PAGE.replace("{action}", "?" + passedOn).replace("{identities}", csrf + identities);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * A code's tokens; or, for a program, that of the identity that {@code scope} names ({@code
   * grant_type} {@code client_credentials}).
   */
  @Post("/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  HttpResponse<?> token(@Body Map<String, String> form) {
    Optional<JsonObject> answer =
        switch (form.getOrDefault("grant_type", "")) {
          case "authorization_code" ->
              issuer
                  .tokens(form.getOrDefault("code", ""), form.getOrDefault("code_verifier", ""))
                  .map(
                      tokens ->
                          answer(tokens.access()).with("id_token", Json.of(tokens.identity())));
          case "client_credentials" ->
              DemoIdentity.named(form.getOrDefault("scope", ""))
                  .map(identity -> answer(issuer.accessToken(identity)));
          default -> Optional.empty();
        };
    return answer.isPresent()
        ? HttpResponse.ok(answer.get().canonical().utf8()).header("Cache-Control", "no-store")
        : HttpResponse.badRequest("{\"error\":\"invalid_grant\"}");
  }

  private static JsonObject answer(String accessToken) {
    return Json.object()
        .put("access_token", accessToken)
        .put("token_type", "Bearer")
        .put("expires_in", 3_600)
        .build();
  }
}
