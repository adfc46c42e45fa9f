package org.evalledger.collector;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.evalledger.bytes.Bytes;
import org.evalledger.network.PublicAddresses;

/** GETs with limits on size, time, redirects and addresses. */
final class Fetch implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;
  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final Timeout SILENCE = Timeout.ofSeconds(30);

  private final Limits limits;
  private final CloseableHttpClient client;
  private final AtomicLong fetched = new AtomicLong();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fetch-deadlines").factory());

  Fetch(Limits limits) {
    this.limits = limits;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PublicAddresses(limits.privateToo()))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT)
                            .setSocketTimeout(SILENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(SILENCE).build())
            .setUserAgent("evalledger")
            // Each step of a redirect is looked at here.
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /**
   * What an address gives.
   *
   * @param body all of it
   * @param link the {@code Link} field (RFC 8288)
   */
  record Answer(Bytes body, Optional<String> link) {}

  /** What {@code address}, or where it leads, gives; at most {@code maxBytes}. */
  Answer get(URI address, int maxBytes) throws PullException {
    URI here = address;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      check(here);
      switch (step(here, maxBytes)) {
        case Step.Done(var answer) -> {
          return answer;
        }
        case Step.Elsewhere(var next) -> here = elsewhere(here, next);
      }
    }
    throw new PullException(
        "%s leads on and on; %d redirects are followed.".formatted(address, MAX_REDIRECTS));
  }

  private static URI elsewhere(URI here, String next) throws PullException {
    try {
      return here.resolve(next);
    } catch (IllegalArgumentException e) {
      throw new PullException("%s leads to what is no address.".formatted(here), e);
    }
  }

  private sealed interface Step {
    record Done(Answer answer) implements Step {}

    record Elsewhere(String location) implements Step {}
  }

  private void check(URI address) throws PullException {
    boolean http = "http".equalsIgnoreCase(address.getScheme()) && limits.privateToo();
    if (!http && !"https".equalsIgnoreCase(address.getScheme())) {
      throw new PullException("%s is not fetched; want https://.".formatted(address));
    }
    if (address.getHost() == null || address.getUserInfo() != null) {
      throw new PullException("%s is not fetched; want a host and no user.".formatted(address));
    }
  }

  private Step step(URI address, int maxBytes) throws PullException {
    var get = new HttpGet(address);
    Future<?> deadline =
        deadlines.schedule(get::abort, limits.time().toMillis(), TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse response = client.executeOpen(null, get, null)) {
      int status = response.getCode();
      Header location = response.getFirstHeader(HttpHeaders.LOCATION);
      if (status >= 301 && status <= 308 && location != null) {
        return new Step.Elsewhere(location.getValue());
      }
      if (status != 200) {
        throw new PullException("%s answers %d.".formatted(address, status));
      }
      Header link = response.getFirstHeader(HttpHeaders.LINK);
      return new Step.Done(
          new Answer(body(response, maxBytes), Optional.ofNullable(link).map(Header::getValue)));
    } catch (IOException e) {
      throw new PullException("%s cannot be fetched: %s.".formatted(address, e), e);
    } finally {
      deadline.cancel(false);
      get.abort();
    }
  }

  /** Counted as it comes out, after any compression: what is announced counts for nothing. */
  private Bytes body(ClassicHttpResponse response, int maxBytes) throws IOException, PullException {
    try (InputStream in = response.getEntity().getContent()) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new PullException("It has more than %,d bytes.".formatted(maxBytes));
      }
      if (fetched.addAndGet(bytes.length) > limits.totalBytes()) {
        throw new PullException(
            "More than %,d bytes were fetched at one time.".formatted(limits.totalBytes()));
      }
      return Bytes.copyOf(bytes);
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
