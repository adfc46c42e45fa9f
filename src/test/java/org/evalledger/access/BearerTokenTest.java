package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that programs send, each damaged in one thing. */
class BearerTokenTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** For a ledger that is told otherwise. */
  @RegisterExtension static final TestDatabase OTHER = new TestDatabase();

  private static final Map<String, Object> REVIEWER = Map.of("groups", List.of("reviewers"));

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

  private static HttpResponse<String> me(String token) {
    return service.send(
        HttpRequest.newBuilder(service.uri("/v1/me"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static void assertRefused(String token) {
    HttpResponse<String> answer = me(token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("/problems/sign-in-needed");
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"evalledger\", error=\"invalid_token\"");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    // No login is needed for a read, but a wrong one is told.
    HttpRequest read =
        HttpRequest.newBuilder(service.uri("/v1/log"))
            .header("Authorization", "Bearer " + token)
            .build();
    assertThat(service.send(read).statusCode()).isEqualTo(401);
  }

  private static JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuer())
        .subject("somebody")
        .audience(IdentityProvider.API)
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)))
        .claim("groups", List.of("reviewers"));
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    return signed(JWSAlgorithm.RS256, JOSEObjectType.JWT, claims, signer(provider.key()));
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(
      JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet.Builder claims, JWSSigner signer) {
    try {
      var header =
          new JWSHeader.Builder(algorithm).type(type).keyID(provider.key().getKeyID()).build();
      var jwt = new SignedJWT(header, claims.build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTokenOfTheProviderForThisLedgerCounts() {
    HttpResponse<String> answer = me(provider.token("somebody", REVIEWER));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonObject me = object(answer.body());
    assertThat(text(me, "roles")).isEqualTo("[\"reviewer\"]");
    assertThat(me.get("csrfToken")).isEqualTo(Json.ofNull());
    assertThat(me.get("organisation")).isEqualTo(Json.ofNull());
    assertThat(me(signed(claims())).statusCode()).isEqualTo(200);
    JOSEObjectType accessToken = new JOSEObjectType("at+jwt");
    assertThat(
            me(signed(JWSAlgorithm.RS256, accessToken, claims(), signer(provider.key())))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void claimsOfOneTokenGiveSeveralRoles() {
    String token =
        provider.token(
            "somebody",
            Map.of(
                "groups", List.of("labs", "reviewers", "others"),
                "realm", Map.of("roles", List.of("operators"))));
    assertThat(text(object(me(token).body()), "roles"))
        .isEqualTo("[\"submitter\",\"reviewer\",\"operator\"]");
  }

  @Test
  void aTokenThatRanOutOrIsNotYetGoodIsRefused() {
    Instant now = Instant.now();
    assertRefused(signed(claims().expirationTime(Date.from(now.minusSeconds(60)))));
    assertRefused(signed(claims().notBeforeTime(Date.from(now.plusSeconds(120)))));
    assertRefused(signed(claims().expirationTime(null)));
    assertRefused(signed(claims().issueTime(null)));
    assertThat(me(signed(claims().expirationTime(Date.from(now.minusSeconds(10))))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    assertRefused(signed(claims().audience("another-service")));
    assertRefused(signed(claims().audience((String) null)));
    assertRefused(provider.token(IdentityProvider.NAME, "x", "another", REVIEWER, 600).serialize());
  }

  /** Also where the provider gives both kinds to one audience. */
  @Test
  void aTokenThatTellsWhoSignedInLetsNobodyIn() {
    assertRefused(signed(claims().audience(IdentityProvider.CLIENT)));
    for (String claim : List.of("nonce", "at_hash", "c_hash")) {
      assertRefused(signed(claims().claim(claim, "x")));
    }
    assertRefused(signed(claims().claim("typ", "ID")));
    assertThat(me(signed(claims().claim("typ", "Bearer"))).statusCode()).isEqualTo(200);
  }

  @Test
  void aLedgerThatNamesNoAudienceTakesNoToken() {
    Map<String, Object> settings = new HashMap<>(OTHER.properties());
    settings.putAll(provider.settings());
    settings.put("evalledger.oidc.audience", "");
    try (var ledger = RunningService.open(settings)) {
      HttpRequest request =
          HttpRequest.newBuilder(ledger.uri("/v1/me"))
              .header("Authorization", "Bearer " + provider.token("somebody", REVIEWER))
              .build();
      assertThat(ledger.send(request).statusCode()).isEqualTo(401);
      assertThat(ledger.get("/sign-in").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void aTokenOfAnotherIssuerIsRefusedThoughTheKeyIsTheSame() {
    assertRefused(provider.token("other", "x", IdentityProvider.API, REVIEWER, 600).serialize());
    assertRefused(signed(claims().issuer(provider.issuer() + "/")));
    assertRefused(signed(claims().issuer(null)));
  }

  @Test
  void aTokenThatNamesNobodyIsRefused() {
    assertRefused(signed(claims().subject(null)));
    assertRefused(signed(claims().subject("")));
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    assertRefused(new PlainJWT(claims().build()).serialize());
    String signed = signed(claims());
    assertRefused(signed.substring(0, signed.lastIndexOf('.') + 1));
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
    byte[] secret = provider.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS512)) {
      assertRefused(signed(algorithm, JOSEObjectType.JWT, claims(), new MACSigner(secret)));
    }
  }

  @Test
  void aTokenOfAStrangersKeyIsRefusedAlsoUnderTheNameOfTheProviders() throws JOSEException {
    RSAKey stranger = new RSAKeyGenerator(2048).generate();
    assertRefused(signed(JWSAlgorithm.RS256, JOSEObjectType.JWT, claims(), signer(stranger)));
  }

  @Test
  void aTokenOfAnotherKindIsRefused() {
    var logout = new JOSEObjectType("logout+jwt");
    assertRefused(signed(JWSAlgorithm.RS256, logout, claims(), signer(provider.key())));
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String token : List.of("x", "a.b.c", "..", "e30.e30.e30", "a".repeat(7_000))) {
      assertRefused(token);
    }
  }

  @Test
  void aTokenIsAtMostSixteenKibibytesLong() {
    Tokens tokens = service.bean(Tokens.class);
    String padded = "p".repeat(Tokens.MAX_LENGTH);
    assertThat(tokens.bearer(signed(claims().claim("padding", padded))))
        .isInstanceOfSatisfying(
            Tokens.Checked.Invalid.class,
            invalid -> assertThat(invalid.detail()).contains("longer than 16384"));
  }
}
