package org.evalledger.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.JsonReader;

/**
 * Sends requests to one service over connections that are kept, again and again while it is
 * overloaded or away. Every request here may be sent twice: the ledger takes the same bytes once.
 */
final class HttpExchange implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Of one answer: a page of entries has 8 MiB, but for one entry that alone has more. */
  private static final long MAX_BYTES = 64L << 20;

  private final URI base;
  private final Patience patience;
  private final Consumer<String> notes;
  private final AtomicBoolean noted = new AtomicBoolean();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * @param base the service's address, without a slash at its end
   * @param notes where the person at the terminal is told that there is a wait
   */
  HttpExchange(URI base, Patience patience, Consumer<String> notes) {
    this.base = base;
    this.patience = patience;
    this.notes = notes;
  }

  /** The service's address, without a slash at its end. */
  URI address() {
    return base;
  }

  /** GET of {@code path}, which begins with a slash. */
  Reply get(String path) {
    return reply(request(path).GET());
  }

  /**
   * The bytes at {@code path}, which begins with a slash.
   *
   * @param maxBytes more than these are not taken
   */
  Bytes bytes(String path, int maxBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).GET().build();
    HttpResponse<byte[]> response =
        send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    if (response.statusCode() != 200) {
      throw CommandFailure.finding(
          "%s%s is not there: status %d.".formatted(base, path, response.statusCode()));
    }
    return Bytes.copyOf(response.body());
  }

  /** POST of {@code body} to {@code path}. */
  Reply post(String path, String mediaType, Bytes body) {
    return reply(
        request(path)
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Accept", "application/json, application/problem+json");
  }

  private Reply reply(HttpRequest.Builder builder) {
    HttpResponse<byte[]> response =
        send(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    Bytes body = Bytes.copyOf(response.body());
    JsonMembers members =
        JsonReader.read(body) instanceof JsonReader.Value(var json)
            ? JsonMembers.of(json)
            : JsonMembers.of(null);
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      if (members.object().members().isEmpty()) {
        throw CommandFailure.finding(
            "%s answered without JSON; is this the address of a ledger?".formatted(base));
      }
      return new Reply.Done(status, members);
    }
    return new Reply.Refused(Problem.of(status, members));
  }

  private HttpResponse<byte[]> send(HttpRequest request, BodyHandler<byte[]> handler) {
    for (int attempt = 1; ; attempt++) {
      String why;
      Duration retryAfter = Duration.ZERO;
      try {
        HttpResponse<byte[]> response = answer(request, handler);
        if (!passes(response)) {
          patience.answered();
          return response;
        }
        why = "status " + response.statusCode();
        retryAfter = retryAfter(response);
      } catch (IOException e) {
        why = reason(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw CommandFailure.unreachable("Interrupted while waiting for %s.".formatted(base));
      }
      note(why);
      if (!patience.pause(attempt, retryAfter)) {
        throw CommandFailure.unreachable("%s does not answer: %s.".formatted(base, why));
      }
    }
  }

  /** The whole answer in time: the request's own timeout ends with the header. */
  private HttpResponse<byte[]> answer(HttpRequest request, BodyHandler<byte[]> handler)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, handler);
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the answer takes longer than %d s".formatted(ANSWER.toSeconds()), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Whether the trouble is one that passes: 503 of a service that is not opened does not. */
  private static boolean passes(HttpResponse<byte[]> response) {
    return switch (response.statusCode()) {
      case 429, 502, 504 -> true;
      case 503 -> !Bytes.copyOf(response.body()).utf8().contains("/not-opened");
      default -> false;
    };
  }

  private void note(String why) {
    if (noted.compareAndSet(false, true)) {
      notes.accept(
          "%s does not answer (%s); trying again for %d s."
              .formatted(base, why, patience.limit().toSeconds()));
    }
  }

  private static Duration retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case ConnectException away when away.getCause() instanceof UnresolvedAddressException ->
          "no such host";
      case HttpTimeoutException late -> "no answer in time";
      case ConnectException away -> "nothing listens there";
      case IOException other -> {
        String message = other.getMessage();
        yield message == null ? "the connection broke" : message;
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
