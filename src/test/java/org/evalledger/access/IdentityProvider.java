package org.evalledger.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;

/** A real OpenID provider on this machine, at which anybody signs in as whoever he likes. */
public final class IdentityProvider implements AutoCloseable {
  /** What the ledger is called there. */
  public static final String CLIENT = "evalledger-test";

  /** Whom its tokens for programs are meant for. */
  public static final String API = "evalledger-test-api";

  /** Under which browsers know the ledger. */
  public static final String LEDGER = "http://localhost:8080";

  static final String NAME = "ledger";

  private final RotatingKey key;
  private final MockOAuth2Server server;

  private IdentityProvider(RotatingKey key, MockOAuth2Server server) {
    this.key = key;
    this.server = server;
  }

  /** Starts one. */
  public static IdentityProvider start() {
    var key = new RotatingKey();
    var server =
        new MockOAuth2Server(
            new OAuth2Config(true, null, null, false, new OAuth2TokenProvider(key), Set.of()));
    start(server);
    return new IdentityProvider(key, server);
  }

  private static void start(MockOAuth2Server server) {
    try {
      server.start(InetAddress.getByName("localhost"), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A ledger whose people this provider knows; {@code groups} of theirs give roles. */
  public RunningService ledger(TestDatabase database) {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.putAll(settings());
    return RunningService.open(properties);
  }

  /** The same under an address of its own, so that real browsers can sign in at it. */
  public RunningService ledgerForBrowsers(TestDatabase database, Map<String, Object> more) {
    int port = freePort();
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.putAll(settings());
    properties.put("evalledger.url", "http://localhost:" + port);
    properties.put("micronaut.server.port", port);
    properties.putAll(more);
    return RunningService.open(properties);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the ledger must be told. */
  public Map<String, Object> settings() {
    return Map.of(
        "evalledger.oidc.issuer",
        issuer(),
        "evalledger.oidc.audience",
        API,
        "evalledger.oidc.client.id",
        CLIENT,
        "evalledger.oidc.client.secret",
        "a secret: with/every thing",
        "evalledger.url",
        LEDGER,
        "evalledger.oidc.roles",
        "submitter:groups=labs,reviewer:groups=reviewers,operator:realm.roles=operators");
  }

  /** As its tokens name it. */
  public String issuer() {
    return server.issuerUrl(NAME).toString();
  }

  /** A token for the ledger, of {@code subject}, of whom {@code claims} are true. */
  public String token(String subject, Map<String, Object> claims) {
    return token(NAME, subject, API, claims, 600).serialize();
  }

  SignedJWT token(
      String issuer, String subject, String audience, Map<String, Object> claims, long seconds) {
    return server.issueToken(issuer, subject, audience, claims, seconds);
  }

  /** Signs with another key from now on, and forgets the one before. */
  void rotate() {
    key.rotate();
  }

  /** The key that signs now. */
  RSAKey key() {
    return key.current;
  }

  /** How often it looked at its key so far: once for each token, and for each who asked for it. */
  int looksAtKey() {
    return key.looks.get();
  }

  @Override
  public void close() {
    server.shutdown();
  }

  /** One key at a time, each with a name of its own. */
  private static final class RotatingKey extends KeyProvider {
    private final AtomicInteger looks = new AtomicInteger();
    private volatile RSAKey current = fresh();

    RotatingKey() {
      super(List.of());
    }

    private static RSAKey fresh() {
      try {
        return new RSAKeyGenerator(2048)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .keyIDFromThumbprint(true)
            .generate();
      } catch (com.nimbusds.jose.JOSEException e) {
        throw new IllegalStateException(e);
      }
    }

    void rotate() {
      current = fresh();
    }

    @Override
    public JWK signingKey(String issuer) {
      looks.incrementAndGet();
      return current;
    }
  }
}
