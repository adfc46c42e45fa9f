package org.evalledger.feed;

import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.network.PublicAddresses;

/** Delivers events over HTTP, signed as Standard Webhooks 1.0 says (scheme v1a, Ed25519). */
@Singleton
final class WebhookTarget {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout RESPONSE = Timeout.ofSeconds(10);
  private static final int MAX_URL = 2_048;
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_LINE = 8_192;
  private static final int MAX_HEADERS = 100;

  /** For all of one delivery, however slowly the answer drips. */
  private static final Duration DELIVERY = Duration.ofSeconds(15);

  private final boolean privateToo;
  private final BodySigner signer;
  private final Clock clock;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  WebhookTarget(
      @Property(name = "evalledger.webhook.private", defaultValue = "false") boolean privateToo,
      BodySigner signer,
      Clock clock) {
    this.privateToo = privateToo;
    this.signer = signer;
    this.clock = clock;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxLineLength(MAX_LINE)
                                    .setMaxHeaderCount(MAX_HEADERS)
                                    .build())
                            .build())
                    .setDnsResolver(new PublicAddresses(privateToo))
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setMaxConnPerRoute(4)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(RESPONSE)
                            .setTimeToLive(1, TimeUnit.MINUTES)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(CONNECT)
                    .setResponseTimeout(RESPONSE)
                    .build())
            .setUserAgent("evalledger")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /** What is wrong with {@code url} as an address for events, one sentence; empty when nothing. */
  Optional<String> fault(URI url) {
    if (url.toString().length() > MAX_URL) {
      return Optional.of("The URL is longer than " + MAX_URL + " characters; shorten it.");
    }
    boolean http = "http".equalsIgnoreCase(url.getScheme()) && privateToo;
    if (!http && !"https".equalsIgnoreCase(url.getScheme())) {
      return Optional.of("The URL must begin with https://.");
    }
    if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
      return Optional.of("The URL must name a host, without user and fragment.");
    }
    return Optional.empty();
  }

  /**
   * Sends one event.
   *
   * @param id of the message, the same however often it is sent
   * @return why it was not delivered; empty when it was
   */
  Optional<String> deliver(URI url, String id, JsonObject event) {
    Bytes body = event.canonical();
    long seconds = clock.instant().getEpochSecond();
    var post = new HttpPost(url);
    post.setHeader("webhook-id", id);
    post.setHeader("webhook-timestamp", Long.toString(seconds));
    post.setHeader("webhook-signature", "v1a," + signature(id, seconds, body));
    post.setEntity(new ByteArrayEntity(body.toArray(), ContentType.APPLICATION_JSON));
    Future<?> deadline =
        deadlines.schedule(post::abort, DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
    try {
      // Only the status counts: the body is not read, and the connection ends with it.
      int status = client.executeOpen(null, post, null).getCode();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("The answer was " + status + ", not 2xx.");
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      deadline.cancel(false);
      post.abort();
    }
  }

  /** Standard Webhooks, "Signature scheme": over id, time and body, joined by full stops. */
  private String signature(String id, long seconds, Bytes body) {
    String message = id + "." + seconds + "." + body.utf8();
    byte[] signed = signer.sign(Bytes.copyOf(message.getBytes(StandardCharsets.UTF_8))).toArray();
    return Base64.getEncoder().encodeToString(signed);
  }

  @PreDestroy
  void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }
}
