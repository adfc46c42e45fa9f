package org.evalledger.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/** A provider on this machine that answers what a test tells it to, right or wrong. */
final class ScriptedProvider implements AutoCloseable {
  static final String METADATA = "/.well-known/openid-configuration";
  static final String KEYS = "/keys";
  static final String TOKEN = "/token";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final RSAKey key;

  /** Paths that send their headers and then nothing more. */
  private final Set<String> stalled = ConcurrentHashMap.newKeySet();

  /** Paths that answer with 500. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private volatile int tokenStatus = 200;
  private volatile JsonObject tokens = Json.object().build();
  private volatile boolean tellsIssuer;

  private ScriptedProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static ScriptedProvider start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var provider = new ScriptedProvider(server, freshKey());
      server.setExecutor(provider.threads);
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey freshKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  /** What a ledger must be told, beside {@code database}. */
  Map<String, Object> settings(Map<String, Object> database) {
    var settings = new HashMap<String, Object>(database);
    settings.put("evalledger.oidc.issuer", issuer());
    settings.put("evalledger.oidc.client.id", IdentityProvider.CLIENT);
    settings.put("evalledger.oidc.audience", IdentityProvider.API);
    settings.put("evalledger.url", IdentityProvider.LEDGER);
    settings.put("evalledger.oidc.roles", "reviewer:groups=reviewers");
    return settings;
  }

  /** Claims that are right for a program. */
  JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("somebody")
        .audience(IdentityProvider.API)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      var jwt = new SignedJWT(header, claims.build());
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on {@code path} sends its headers and then nothing more. */
  void stall(String path) {
    stalled.add(path);
  }

  /** From now on {@code path} is 500. */
  void fail(String path) {
    failing.add(path);
  }

  /** The token endpoint answers so from now on. */
  void exchange(int status, JsonObject answer) {
    tokenStatus = status;
    tokens = answer;
  }

  /** Says from now on that each of its answers tells whose it is. */
  void tellIssuer() {
    tellsIssuer = true;
  }

  int asked(String path) {
    return asked.getOrDefault(path, 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.merge(path, 1, Integer::sum);
    exchange.getRequestBody().readAllBytes();
    String body =
        switch (path) {
          case METADATA -> metadata();
          case KEYS -> new JWKSet(key.toPublicJWK()).toString();
          default -> tokens.canonical().utf8();
        };
    int status = failing.contains(path) ? 500 : path.equals(TOKEN) ? tokenStatus : 200;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    if (stalled.contains(path)) {
      exchange.getResponseBody().flush();
      await();
    }
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String metadata() {
    return Json.object()
        .put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + TOKEN)
        .put("jwks_uri", issuer() + KEYS)
        .put("authorization_response_iss_parameter_supported", Json.of(tellsIssuer))
        .build()
        .canonical()
        .utf8();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
