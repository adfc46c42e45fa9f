package org.evalledger.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
  void whoSignsInIsKnownByDigestOrganisationAndRoles() throws Exception {
    try (var browser = new Browser(service)) {
      HttpResponse<String> welcome = browser.signIn("/docs?x=1", "somebody", REVIEWER);
      assertThat(welcome.statusCode()).isEqualTo(303);
      assertThat(Browser.location(welcome)).isEqualTo("/docs?x=1");
      JsonObject me = me(browser);
      assertThat(text(me, "issuer")).isEqualTo(provider.issuer());
      assertThat(text(me, "subjectDigest")).isEqualTo(digest("somebody"));
      assertThat(text(me, "organisation")).isEqualTo("uni");
      assertThat(text(me, "name")).isEqualTo("The reviewer");
      assertThat(text(me, "roles")).isEqualTo("[\"reviewer\"]");
    }
  }

  /** HMAC-SHA-256 of the issuer and {@code subject} under the secret in the database. */
  private static String digest(String subject) throws Exception {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select secret from person_secret")) {
      rows.next();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(rows.getBytes(1), "HmacSHA256"));
      String person = "[\"%s\",\"%s\"]".formatted(provider.issuer(), subject);
      return HexFormat.of().formatHex(mac.doFinal(person.getBytes(UTF_8)));
    }
  }

  /** Another process on the same database. */
  @Test
  void allReplicasTakeAPersonForTheSame() {
    var replica =
        new People(
            service.bean(Relying.class),
            service.bean(RoleRules.class),
            service.bean(PersonSecretRepository.class));
    var claims = new JWTClaimsSet.Builder().issuer(provider.issuer()).subject("everywhere").build();
    try (var browser = new Browser(service)) {
      browser.signIn("/", "everywhere", REVIEWER);
      assertThat(replica.of(claims).subjectDigest().hex())
          .isEqualTo(text(me(browser), "subjectDigest"));
    }
  }

  @Test
  void aSessionOfAnotherProviderIsNobodys() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      browser.signIn("/", "moved", REVIEWER);
      String digest = text(me(browser), "subjectDigest");
      statement.execute(
          "update session set issuer = 'https://former.example' where subject_digest = '\\x"
              + digest
              + "'");
      assertThat(browser.get("/v1/me").statusCode()).isEqualTo(401);
    }
  }

  /** A fired reviewer is one for an hour at most. */
  @Test
  void aSessionLastsAnHour() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      browser.signIn("/", "hourly", REVIEWER);
      String digest = text(me(browser), "subjectDigest");
      try (var rows =
          statement.executeQuery(
              "select extract(epoch from expires_at - now()) from session"
                  + " where subject_digest = '\\x"
                  + digest
                  + "'")) {
        rows.next();
        assertThat(rows.getDouble(1)).isBetween(3_500.0, 3_600.0);
      }
    }
  }

  /** The cookie is sent by hand, as who stole it would. */
  @Test
  void anAttemptServesForOneCodeAndIsClearedWhenRefused() {
    try (var browser = new Browser(service);
        var thief = new Browser(service)) {
      HttpResponse<String> begun = browser.get("/sign-in");
      String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
      String kept = cookie.substring(0, cookie.indexOf(';'));
      HttpResponse<String> chosen =
          browser.form(
              URI.create(Browser.location(begun)),
              Map.of("username", "somebody", "claims", REVIEWER));
      String back = Browser.path(Browser.location(chosen));
      assertThat(browser.get(back).statusCode()).isEqualTo(303);
      HttpResponse<String> again =
          thief.send(HttpRequest.newBuilder(service.uri(back)).header("Cookie", kept));
      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("does not take the code");
      assertThat(again.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("evalledger-sign-in=;")
          .contains("Max-Age=0");
      assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(again.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      // What a stranger sends a browser to does not end its attempt.
      HttpResponse<String> strange =
          thief.send(
              HttpRequest.newBuilder(service.uri("/sign-in/callback?state=x&code=y"))
                  .header("Cookie", kept));
      assertThat(strange.statusCode()).isEqualTo(400);
      assertThat(strange.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aFormThatDoesNotSayHowLongItIsHasNoToken() {
    try (var browser = new Browser(service)) {
      browser.signIn("/", "somebody", REVIEWER);
      String form = Form.write(Map.of("csrf", text(me(browser), "csrfToken")));
      var chunked =
          HttpRequest.newBuilder(service.uri("/sign-out"))
              .version(HttpClient.Version.HTTP_1_1)
              .header("Content-Type", Form.MEDIA_TYPE)
              .POST(
                  HttpRequest.BodyPublishers.fromPublisher(
                      HttpRequest.BodyPublishers.ofString(form)));
      assertThat(browser.send(chunked).statusCode()).isEqualTo(403);
      me(browser);
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
      assertThat(cookies)
          .anySatisfy(
              cookie ->
                  assertThat(cookie).startsWith("evalledger-session=").doesNotContain("Secure"));
    }
  }

  @Test
  void theTableHoldsNoIdThatSignsAnybodyIn() throws Exception {
    try (var browser = new Browser(service);
        var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      String cookie = Browser.session(browser.signIn("/", "kept", REVIEWER));
      String id = cookie.substring(cookie.indexOf('=') + 1);
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
      String sent = Browser.session(browser.signIn("/", "somebody", REVIEWER));
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
