package org.evalledger.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Asks the identity provider: for so long and so many bytes, and nobody whom it redirects to. */
@Singleton
@Requires(bean = Relying.class)
final class ProviderConnection implements ResourceRetriever {
  /** Bytes of an answer, at most. */
  static final int MAX_BYTES = 262_144;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
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

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response =
          client.send(
              request.timeout(PATIENCE).build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
      return new Answer(response.statusCode(), Bytes.copyOf(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Keys, for the library that checks tokens. */
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    return new Resource(get(URI.create(url.toString())).utf8(), "application/json");
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }
}
