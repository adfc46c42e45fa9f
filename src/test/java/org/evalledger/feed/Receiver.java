package org.evalledger.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An address that takes webhooks, and answers as it is told. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private volatile int answer = 204;

  /**
   * A delivery.
   *
   * @param id of the message
   * @param timestamp seconds since 1970
   * @param signature as in the header
   * @param body as sent
   * @param answered with which status
   */
  public record Delivery(
      String id, String timestamp, String signature, String body, int answered) {}

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = answer;
    deliveries.add(
        new Delivery(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            body,
            status));
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", url() + "elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Answers so from now on. */
  public void answer(int status) {
    answer = status;
  }

  /** All that came, in its order. */
  public List<Delivery> deliveries() {
    return deliveries;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
