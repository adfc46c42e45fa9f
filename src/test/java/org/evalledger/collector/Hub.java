package org.evalledger.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;

/** A server on this machine with an API of the Hugging Face Hub's shape; two files a page. */
final class Hub implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Bytes> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  Hub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void put(String path, Bytes content) {
    files.put(path, content);
  }

  void remove(String path) {
    files.remove(path);
  }

  /** Paths of requests so far, with their queries. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    String path = exchange.getRequestURI().getPath();
    asked.add(uri);
    if (path.startsWith("/api/datasets/team/results/tree/main")) {
      list(exchange, uri.contains("cursor=") ? Integer.parseInt(uri.replaceAll(".*=", "")) : 0);
    } else if (path.startsWith("/datasets/team/results/resolve/main/loop")) {
      exchange.getResponseHeaders().add("Location", uri);
      send(exchange, 302, Bytes.ofUtf8(""));
    } else if (path.startsWith("/datasets/team/results/resolve/main/nowhere")) {
      exchange.getResponseHeaders().add("Location", "http://[");
      send(exchange, 302, Bytes.ofUtf8(""));
    } else if (path.startsWith("/datasets/team/results/resolve/main/")) {
      exchange
          .getResponseHeaders()
          .add(
              "Location",
              "/content/" + path.substring("/datasets/team/results/resolve/main/".length()));
      send(exchange, 302, Bytes.ofUtf8(""));
    } else if (path.startsWith("/content/") && files.containsKey(path.substring(9))) {
      send(exchange, 200, files.get(path.substring(9)));
    } else {
      send(exchange, 404, Bytes.ofUtf8("not here"));
    }
  }

  private void list(HttpExchange exchange, int from) throws IOException {
    var entries = new ArrayList<Json>();
    var sorted = new TreeMap<>(files);
    sorted.entrySet().stream()
        .skip(from)
        .limit(2)
        .forEach(
            file ->
                entries.add(
                    Json.object()
                        .put("type", "file")
                        .put("path", file.getKey())
                        .put("oid", file.getValue().sha256().hex().substring(0, 40))
                        .put("size", file.getValue().length())
                        .build()));
    if (from + 2 < files.size()) {
      String next =
          url() + "/api/datasets/team/results/tree/main?recursive=true&cursor=" + (from + 2);
      exchange.getResponseHeaders().add("Link", "<" + next + ">; rel=\"next\"");
    }
    send(exchange, 200, Bytes.ofUtf8(Json.of(entries).canonical().utf8()));
  }

  private static void send(HttpExchange exchange, int status, Bytes body) throws IOException {
    byte[] bytes = body.utf8().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
