package org.evalledger.log;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NotePolicy.Cosignature;
import org.evalledger.signing.NotePolicy.Witness;
import org.evalledger.signing.SignedNote;

/**
 * One witness at one address, which may have several keys: sends it a checkpoint (C2SP
 * tlog-witness) and believes nothing of the answer that does not verify.
 */
final class WitnessCall {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int MAX_ANSWER_BYTES = 64 << 10;

  private final String url;
  private final NotePolicy keys;
  private final HttpClient client;

  WitnessCall(String url, List<Witness> witnesses, HttpClient client) {
    this.url = url;
    this.client = client;
    this.keys =
        new NotePolicy(List.of(), witnesses, new NotePolicy.Nobody(), java.util.Optional.empty());
  }

  /** A client for all witnesses. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** What came of a call. */
  sealed interface Result {}

  /** It cosigned: at least one line, each verified. */
  record Cosigned(List<Cosignature> lines) implements Result {
    Cosigned {
      lines = List.copyOf(lines);
    }
  }

  /** It saw another size last. */
  record Saw(long size) implements Result {}

  /** Nothing to be used. */
  record Failed(String reason) implements Result {}

  /** Sends {@code checkpoint} with the {@code proof} from the size it saw last. */
  Result send(long oldSize, List<Sha256> proof, Bytes checkpoint) throws InterruptedException {
    var head = new StringBuilder("old ").append(oldSize).append('\n');
    proof.forEach(hash -> head.append(hash.bytes().base64()).append('\n'));
    Bytes body = Bytes.concat(Bytes.ofUtf8(head.append('\n').toString()), checkpoint);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
            .timeout(ANSWER)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      // The request's own limit ends with the header; a body may drip for ever.
      HttpResponse<byte[]> response = answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      return result(response, checkpoint);
    } catch (TimeoutException e) {
      return new Failed("no answer within " + ANSWER.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Failed(e.getCause() instanceof IOException cause ? reason(cause) : e.toString());
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private Result result(HttpResponse<byte[]> response, Bytes checkpoint) {
    String text = Bytes.copyOf(response.body()).utf8();
    return switch (response.statusCode()) {
      case 200 -> cosigned(text, checkpoint);
      case 409 ->
          text.matches("(0|[1-9][0-9]{0,17})\n")
              ? new Saw(Long.parseLong(text.strip()))
              : new Failed("a 409 without a size");
      default -> new Failed("status " + response.statusCode());
    };
  }

  private Result cosigned(String lines, Bytes checkpoint) {
    String text = SignedNote.parse(checkpoint).orElseThrow().text();
    return switch (Parsed.of(
        () ->
            keys.cosignatures(SignedNote.parse(Bytes.ofUtf8(text + "\n" + lines)).orElseThrow()))) {
      case Parsed.Malformed<List<Cosignature>>(var reason) -> new Failed(reason);
      case Parsed.Value<List<Cosignature>>(var some) ->
          some.isEmpty() ? new Failed("no cosignature by its key") : new Cosigned(some);
    };
  }

  List<Witness> witnesses() {
    return keys.witnesses();
  }

  @Override
  public String toString() {
    return url;
  }
}
