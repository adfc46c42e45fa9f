package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a browser to a real OpenID provider and back. */
class SignInTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String REVIEWER =
      "{\"groups\":[\"staff\",\"reviewers\"],\"organisation\":\"uni\",\"name\":\"The"
          + "\\u0000reviewer\"}";

  private static IdentityProvider provider;
  private static RunningService service;

  @BeforeAll
  static void open() {
    provider = IdentityProvider.start();
    service = provider.ledger(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
    provider.close();
  }

  private static JsonObject me(Browser browser) {
    HttpResponse<String> answer = browser.get("/v1/me");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer.body());
  }

  @Test
  void whoSignsInIsKnownByDigestOrganisationAndRoles() {
    try (var browser = new Browser(service)) {
      HttpResponse<String> welcome = browser.signIn("/docs?x=1", "somebody", REVIEWER);
      assertThat(welcome.statusCode()).isEqualTo(303);
      assertThat(Browser.location(welcome)).isEqualTo("/docs?x=1");
      JsonObject me = me(browser);
      assertThat(text(me, "issuer")).isEqualTo(provider.issuer());
      assertThat(text(me, "subjectDigest"))
          .isEqualTo(
              Bytes.ofUtf8("[\"%s\",\"somebody\"]".formatted(provider.issuer())).sha256().hex());
      assertThat(text(me, "organisation")).isEqualTo("uni");
      assertThat(text(me, "name")).isEqualTo("The reviewer");
      assertThat(text(me, "roles")).isEqualTo("[\"reviewer\"]");
    }
  }

  @Test
  void pagesAreToldWhereToSignIn() {
    SignIn signIn = service.bean(SignIn.class);
    assertThat(signIn.offered()).isTrue();
    assertThat(signIn.address("/cases?a=b")).isEqualTo("/sign-in?next=%2Fcases%3Fa%3Db");
    assertThat(service.get(signIn.address("/cases?a=b")).headers().firstValue("Location"))
        .isPresent();
  }

  @Test
  void cookiesAreOutOfReachOfScriptsAndOtherSites() {
    try (var browser = new Browser(service)) {
      List<String> cookies =
          browser.signIn("/", "somebody", REVIEWER).headers().allValues("Set-Cookie");
      assertThat(cookies).hasSize(2);
      assertThat(cookies)
          .allSatisfy(cookie -> assertThat(cookie).contains("HTTPOnly", "SameSite=Lax", "Path=/"));
      assertThat(cookies.getLast()).startsWith("evalledger-session=").doesNotContain("Secure");
    }
  }

  @Test
  void theTableHoldsNoIdThatSignsAnybodyIn() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      String cookie =
          browser.signIn("/", "kept", REVIEWER).headers().allValues("Set-Cookie").getLast();
      String id = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
      assertThat(id).hasSize(43);
      try (var rows = statement.executeQuery("select s::text from session s")) {
        while (rows.next()) {
          assertThat(rows.getString(1)).doesNotContain(id).doesNotContain("kept");
        }
      }
    }
  }

  @Test
  void aCodeThatAnotherBrowserAskedForSignsNobodyIn() {
    try (var victim = new Browser(service);
        var attacker = new Browser(service)) {
      String back = Browser.path(attacker.atProvider("/sign-in", "attacker", REVIEWER));
      assertThat(victim.get(back).statusCode()).isEqualTo(400);
      victim.get("/sign-in");
      assertThat(victim.get(back).statusCode()).isEqualTo(400);
      assertThat(victim.get("/v1/me").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anAnswerWithAnotherStateIsRefused() {
    try (var browser = new Browser(service)) {
      String back = Browser.path(browser.atProvider("/sign-in", "somebody", REVIEWER));
      assertThat(browser.get(back.replace("state=", "state=x")).statusCode()).isEqualTo(400);
      assertThat(browser.get(back.replace("state=", "stat=")).statusCode()).isEqualTo(400);
      assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
    }
  }

  /** The provider itself holds the verifier against the challenge that it was shown. */
  @Test
  void aCodeThatWasAskedForWithAnotherChallengeIsRefused() {
    assertThat(afterChanging("code_challenge=", "code_challenge=x").statusCode()).isEqualTo(400);
  }

  @Test
  void anIdentityTokenForAnotherNonceIsRefused() {
    HttpResponse<String> answer = afterChanging("nonce=", "nonce=x");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not for this sign-in");
  }

  private static HttpResponse<String> afterChanging(String part, String changed) {
    try (var browser = new Browser(service)) {
      String asked = Browser.location(browser.get("/sign-in"));
      assertThat(asked).contains("&" + part);
      HttpResponse<String> back =
          browser.form(
              URI.create(asked.replace("&" + part, "&" + changed)),
              Map.of("username", "somebody", "claims", REVIEWER));
      HttpResponse<String> answer = browser.get(Browser.path(Browser.location(back)));
      assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
      return answer;
    }
  }

  @Test
  void aCodeIsGoodForOneSignInOnly() {
    try (var browser = new Browser(service)) {
      String back = Browser.path(browser.atProvider("/sign-in", "somebody", REVIEWER));
      assertThat(browser.get(back).statusCode()).isEqualTo(303);
      assertThat(browser.get(back).statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "evil",
      })
  void noOtherSiteIsComeToAfterwards(String next) {
    try (var browser = new Browser(service)) {
      assertThat(Browser.location(browser.signIn(next, "somebody", REVIEWER))).isEqualTo("/");
    }
  }

  @Test
  void aBrowsersPostWithoutTheTokenOfItsPagesIsRefused() {
    try (var browser = new Browser(service)) {
      browser.signIn("/", "somebody", REVIEWER);
      String token = text(me(browser), "csrfToken");
      URI out = service.uri("/sign-out");
      for (Map<String, String> form :
          List.of(Map.<String, String>of(), Map.of("csrf", "x"), Map.of("csrf", token + "x"))) {
        HttpResponse<String> refused = browser.form(out, form);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/problems/csrf-token-needed");
      }
      assertThat(browser.form(out, Map.of("csrf", token), "X-CSRF-Token", "x").statusCode())
          .isEqualTo(403);
      var check =
          HttpRequest.newBuilder(service.uri("/v1/submissions/check"))
              .header("Content-Type", "application/jose")
              .POST(HttpRequest.BodyPublishers.ofString("a.b.c"));
      assertThat(browser.send(check).statusCode()).isEqualTo(403);
      me(browser);
      assertThat(browser.form(out, Map.of("csrf", token)).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void onlyThePagesOfThisLedgerDoMoreThanRead() {
    try (var browser = new Browser(service)) {
      browser.signIn("/", "somebody", REVIEWER);
      Map<String, String> form = Map.of("csrf", text(me(browser), "csrfToken"));
      URI out = service.uri("/sign-out");
      String host = "http://" + out.getAuthority();
      for (String origin : List.of("https://evil.example", "null", "http://localhost", host)) {
        HttpResponse<String> refused = browser.form(out, form, "Origin", origin);
        assertThat(refused.statusCode()).as(origin).isEqualTo(403);
        assertThat(refused.body()).contains("at " + IdentityProvider.LEDGER);
      }
      assertThat(browser.form(out, form, "Origin", IdentityProvider.LEDGER).statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void whoSignedOutIsNobodyAlsoWithTheCookieOfBefore() {
    try (var browser = new Browser(service);
        var thief = new Browser(service)) {
      String cookie =
          browser.signIn("/", "somebody", REVIEWER).headers().allValues("Set-Cookie").getLast();
      String sent = cookie.substring(0, cookie.indexOf(';'));
      String token = text(me(browser), "csrfToken");
      var asked = HttpRequest.newBuilder(service.uri("/v1/me")).header("Cookie", sent);
      assertThat(thief.send(asked).statusCode()).isEqualTo(200);
      HttpResponse<String> out =
          browser.form(service.uri("/sign-out"), Map.of(), "X-CSRF-Token", token);
      assertThat(out.statusCode()).isEqualTo(303);
      assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
      assertThat(thief.send(asked).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aSessionEndsByItself() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      browser.signIn("/", "late", REVIEWER);
      String digest = text(me(browser), "subjectDigest");
      statement.execute(
          "update session set expires_at = now() where subject_digest = '\\x" + digest + "'");
      assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void onePersonHasTwentySessionsAtMost() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      // Each sign-in of one browser ends the session before; so as another one's.
      for (int i = 0; i < 22; i++) {
        try (var other = new Browser(service)) {
          other.signIn("/", "many", REVIEWER);
        }
      }
      browser.signIn("/", "many", REVIEWER);
      String digest = text(me(browser), "subjectDigest");
      try (var rows =
          statement.executeQuery(
              "select count(*) from session where subject_digest = '\\x" + digest + "'")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(20);
      }
    }
  }
}
