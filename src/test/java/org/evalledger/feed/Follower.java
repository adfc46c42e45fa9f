package org.evalledger.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as the WHATWG specification says. */
final class Follower implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private Follower(URI uri, @Nullable String lastEventId) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    this.response = client.send(request.build(), BodyHandlers.ofInputStream());
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  static Follower of(URI uri) throws IOException, InterruptedException {
    return new Follower(uri, null);
  }

  static Follower of(URI uri, String lastEventId) throws IOException, InterruptedException {
    return new Follower(uri, lastEventId);
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /**
   * An event.
   *
   * @param id of it
   * @param event its name
   * @param data what it says
   */
  record Event(String id, String event, String data) {
    @Override
    public String toString() {
      return id + " " + event;
    }
  }

  /** The next event that has data. */
  Event next() throws IOException {
    var fields = new HashMap<String, String>();
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream ended");
      }
      if (line.isEmpty()) {
        if (fields.containsKey("data")) {
          return new Event(
              fields.getOrDefault("id", ""),
              fields.getOrDefault("event", "message"),
              fields.getOrDefault("data", ""));
        }
        fields.clear();
      } else if (!line.startsWith(":")) {
        String[] field = line.split(": ?", 2);
        fields.put(field[0], field[1]);
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
