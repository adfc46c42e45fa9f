package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that changes its keys, is away, or never was. */
class ProviderTroubleTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static final Map<String, Object> REVIEWER = Map.of("groups", List.of("reviewers"));

  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private static HttpResponse<String> me(RunningService ledger, String token) {
    return ledger.send(
        HttpRequest.newBuilder(ledger.uri("/v1/me"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static int status(RunningService ledger, String token) {
    return me(ledger, token).statusCode();
  }

  @Test
  void aKeyThatIsReplacedCountsNoMoreAndItsSuccessorDoes() {
    try (var provider = IdentityProvider.start();
        RunningService ledger = provider.ledger(database)) {
      String before = provider.token("somebody", REVIEWER);
      assertThat(status(ledger, before)).isEqualTo(200);
      provider.rotate();
      assertThat(status(ledger, provider.token("somebody", REVIEWER))).isEqualTo(200);
      assertThat(status(ledger, before)).isEqualTo(401);
    }
  }

  @Test
  void strangersDoNotMakeTheServiceAskForKeysWithoutEnd() throws JOSEException {
    try (var provider = IdentityProvider.start();
        RunningService ledger = provider.ledger(database)) {
      RSAKey stranger = new RSAKeyGenerator(2048).generate();
      var claims = new JWTClaimsSet.Builder().issuer(provider.issuer()).build();
      for (int i = 0; i < 30; i++) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("unknown-" + i).build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(stranger));
        assertThat(status(ledger, jwt.serialize())).isEqualTo(401);
      }
      assertThat(provider.looksAtKey()).isBetween(1, 4);
      assertThat(status(ledger, provider.token("somebody", REVIEWER))).isEqualTo(200);
    }
  }

  @Test
  void whileTheProviderIsAwayATokenIsToComeAgainAndReadsGoOn() {
    var provider = IdentityProvider.start();
    String token = provider.token("somebody", REVIEWER);
    Map<String, Object> settings = new HashMap<>(database.properties());
    settings.putAll(provider.settings());
    provider.close();
    try (RunningService ledger = RunningService.open(settings)) {
      HttpResponse<String> answer = me(ledger, token);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("/problems/overloaded").doesNotContain("Exception");
      assertThat(ledger.get("/v1/log").statusCode()).isEqualTo(200);
      assertThat(ledger.get("/sign-in").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aLedgerWithoutAProviderTakesNoToken() {
    try (var provider = IdentityProvider.start();
        RunningService ledger = RunningService.open(database.properties())) {
      assertThat(status(ledger, provider.token("somebody", REVIEWER))).isEqualTo(401);
      assertThat(ledger.get("/v1/me").statusCode()).isEqualTo(401);
      assertThat(ledger.get("/sign-in").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whileKeysAreAwayEveryTokenIsToComeAgain() {
    try (var provider = ScriptedProvider.start();
        RunningService ledger = RunningService.open(provider.settings(database.properties()))) {
      provider.fail(ScriptedProvider.KEYS);
      String token = ScriptedProvider.signed(provider.claims(), provider.key());
      for (int i = 0; i < 5; i++) {
        assertThat(status(ledger, token)).as("token " + i).isEqualTo(503);
      }
      assertThat(provider.asked(ScriptedProvider.METADATA)).isEqualTo(1);
      assertThat(provider.asked(ScriptedProvider.KEYS)).isEqualTo(1);
    }
  }

  /** It may be one that the provider made since. */
  @Test
  void aTokenOfAnUnknownKeyIsToComeAgainWhileKeysAreAway() {
    try (var provider = ScriptedProvider.start();
        RunningService ledger = RunningService.open(provider.settings(database.properties()))) {
      String good = ScriptedProvider.signed(provider.claims(), provider.key());
      assertThat(status(ledger, good)).isEqualTo(200);
      provider.fail(ScriptedProvider.KEYS);
      for (int i = 0; i < 5; i++) {
        String unknown = ScriptedProvider.signed(provider.claims(), ScriptedProvider.freshKey());
        assertThat(status(ledger, unknown)).as("token " + i).isEqualTo(503);
      }
      assertThat(status(ledger, good)).isEqualTo(200);
    }
  }

  /** Headers come, and then nothing: as of a connection of which one end is gone. */
  @ParameterizedTest
  @ValueSource(strings = {ScriptedProvider.METADATA, ScriptedProvider.KEYS})
  void aProviderThatStopsInTheMiddleOfAnAnswerHoldsNobodyForLong(String path) {
    try (var provider = ScriptedProvider.start();
        RunningService ledger = RunningService.open(provider.settings(database.properties()))) {
      provider.stall(path);
      String token = ScriptedProvider.signed(provider.claims(), provider.key());
      long begun = System.nanoTime();
      var together =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(ledger, token), THREADS))
              .toList();
      assertThat(together).allSatisfy(one -> assertThat(one.join()).isEqualTo(503));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(ProviderConnection.PATIENCE.multipliedBy(4));
      assertThat(provider.asked(path)).isEqualTo(1);
    }
  }
}
