package org.evalledger.access;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Asks the identity provider: for so long and so many bytes, and nobody whom it redirects to. */
@Singleton
@Requires(bean = Relying.class)
final class ProviderConnection {
  /** Bytes of an answer, at most. */
  static final int MAX_BYTES = 262_144;

  static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ProviderConnection() {}

  /**
   * An answer.
   *
   * @param status of it
   * @param body at most {@link #MAX_BYTES}
   */
  record Answer(int status, Bytes body) {}

  Bytes get(URI uri) throws IOException {
    Answer answer = send(HttpRequest.newBuilder(uri).header("Accept", "application/json"));
    if (answer.status() != OK) {
      throw new IOException("%s answers with %d, want 200".formatted(uri, answer.status()));
    }
    return answer.body();
  }

  /** Sends a form, with {@code authorization} if there is one. */
  Answer post(URI uri, Map<String, String> form, @Nullable String authorization)
      throws IOException {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Accept", "application/json")
            .header("Content-Type", Form.MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(Form.write(form)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  /** The time is that of the whole answer: the client's own limit ends with the headers. */
  private Answer send(HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.timeout(PATIENCE).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), Bytes.copyOf(response.body()));
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }
}
