package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a provider, or somebody who plays it, sends a browser back with. */
class CallbackTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private ScriptedProvider provider;
  private RunningService service;
  private Browser browser;

  @BeforeEach
  void open() {
    provider = ScriptedProvider.start();
    service = RunningService.open(provider.settings(database.properties()));
    browser = new Browser(service);
  }

  @AfterEach
  void close() {
    browser.close();
    service.close();
    provider.close();
  }

  private HttpResponse<String> back(
      String more, RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
    String asked = Browser.location(browser.get("/sign-in"));
    JWTClaimsSet.Builder claims =
        provider.claims().audience(IdentityProvider.CLIENT).claim("nonce", asked("nonce", asked));
    provider.exchange(
        200,
        Json.object().put("id_token", ScriptedProvider.signed(change.apply(claims), key)).build());
    return browser.get("/sign-in/callback?state=" + asked("state", asked) + more);
  }

  private HttpResponse<String> back(String more) {
    return back(more, provider.key(), claims -> claims);
  }

  private static String asked(String name, String uri) {
    return Form.value(URI.create(uri).getRawQuery(), name).orElseThrow();
  }

  private void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("evalledger-sign-in=;");
    assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
  }

  @Test
  void theRightAnswerLetsIn() {
    assertThat(back("&code=c").statusCode()).isEqualTo(303);
    assertThat(browser.get("/v1/me").statusCode()).isEqualTo(200);
    assertThat(back("&code=c&iss=" + Form.encoded(provider.issuer())).statusCode()).isEqualTo(303);
    assertThat(
            back("&code=c", provider.key(), claims -> claims.claim("azp", IdentityProvider.CLIENT))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void theAnswerOfAnotherIssuerIsRefused() {
    assertRefused(back("&code=c&iss=https%3A%2F%2Fevil.example"), "another identity provider");
    assertThat(provider.asked(ScriptedProvider.TOKEN)).isZero();
  }

  @Test
  void anAnswerThatDoesNotSayWhoseItIsIsRefusedWhereTheProviderAlwaysSaysIt() {
    provider.tellIssuer();
    assertRefused(back("&code=c"), "another identity provider");
    assertThat(back("&code=c&iss=" + Form.encoded(provider.issuer())).statusCode()).isEqualTo(303);
  }

  @Test
  void anErrorOrNoCodeIsTold() {
    assertRefused(back("&error=access_denied&code=c"), "did not sign you in");
    assertRefused(back(""), "no code");
    assertThat(provider.asked(ScriptedProvider.TOKEN)).isZero();
  }

  @Test
  void anIdentityTokenForAnotherServiceIsRefused() {
    RSAKey key = provider.key();
    String client = IdentityProvider.CLIENT;
    assertRefused(back("&code=c", key, c -> c.audience("another")), "does not hold");
    assertRefused(back("&code=c", key, c -> c.claim("azp", "another")), "another service");
    assertRefused(
        back("&code=c", key, c -> c.audience(List.of(client, "another"))), "another service");
  }

  @Test
  void anIdentityTokenOfAStrangersKeyIsRefused() {
    RSAKey stranger =
        new RSAKey.Builder(ScriptedProvider.freshKey()).keyID(provider.key().getKeyID()).build();
    assertRefused(back("&code=c", stranger, claims -> claims), "does not hold");
    assertRefused(back("&code=c", ScriptedProvider.freshKey(), claims -> claims), "does not hold");
  }

  @Test
  void aProviderThatDoesNotKnowTheServiceIsTheOperatorsTrouble() {
    String asked = Browser.location(browser.get("/sign-in"));
    provider.exchange(401, Json.object().put("error", "invalid_client").build());
    assertThat(browser.get("/sign-in/callback?code=c&state=" + asked("state", asked)).statusCode())
        .isEqualTo(503);
    asked = Browser.location(browser.get("/sign-in"));
    provider.exchange(400, Json.object().put("error", "invalid_grant").build());
    assertRefused(
        browser.get("/sign-in/callback?code=c&state=" + asked("state", asked)),
        "does not take the code");
  }
}
