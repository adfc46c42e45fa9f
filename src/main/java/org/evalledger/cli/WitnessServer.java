package org.evalledger.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.evalledger.audit.AddCheckpoint;
import org.evalledger.audit.Witness;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.NoteSignature;

/** A witness over HTTP (C2SP tlog-witness): {@code POST /add-checkpoint}. It needs no database. */
final class WitnessServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  static {
    // Seconds; read when the first server is made. Whoever dawdles must not hold a thread for ever.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
  }

  private final Witness witness;
  private final WitnessStore store;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WitnessServer(
      Witness witness, WitnessStore store, InstantSource clock, HttpServer server) {
    this.witness = witness;
    this.store = store;
    this.clock = clock;
    this.server = server;
  }

  /** Starts to listen; port 0 is any that is free. */
  static WitnessServer start(
      Witness witness, WitnessStore store, InstantSource clock, InetSocketAddress address) {
    try {
      var server = new WitnessServer(witness, store, clock, HttpServer.create(address, 0));
      server.server.setExecutor(server.threads);
      server.server.createContext("/", server::handle);
      server.server.start();
      return server;
    } catch (IOException e) {
      throw CommandFailure.unreachable(
          "Port %d cannot be listened on (%s); name another with --port."
              .formatted(address.getPort(), e.getMessage()));
    }
  }

  /** Where it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
        send(exchange, 404, TEXT, "there is POST /add-checkpoint and nothing else\n");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        send(exchange, 405, TEXT, "want POST\n");
      } else {
        addCheckpoint(exchange);
      }
    }
  }

  private void addCheckpoint(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_BYTES + 1);
    if (body.length > AddCheckpoint.MAX_BYTES) {
      send(exchange, 413, TEXT, "want at most " + AddCheckpoint.MAX_BYTES + " bytes\n");
      return;
    }
    Witness.Answer answer;
    try {
      answer = answer(AddCheckpoint.parse(Bytes.copyOf(body)));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      System.err.println("evalledger: " + e.getMessage());
      send(exchange, 500, TEXT, "what was seen cannot be read or kept, so nothing is cosigned\n");
      return;
    }
    switch (answer) {
      case Witness.Cosigned(var head, var lines) ->
          send(
              exchange,
              200,
              TEXT,
              lines.stream().map(NoteSignature::line).collect(Collectors.joining("\n", "", "\n")));
      case Witness.Stale(var size) -> send(exchange, 409, SIZE, size + "\n");
      case Witness.Refused(int status, var reason) -> send(exchange, status, TEXT, reason + "\n");
    }
  }

  /** Logs that are not known leave no trace; what is seen of the others is kept. */
  private Witness.Answer answer(Parsed<AddCheckpoint> request) {
    Optional<String> origin = Witness.origin(request).filter(witness::knows);
    return origin.isPresent()
        ? store.answer(origin.get(), last -> witness.decide(request, last, clock.instant()))
        : witness.decide(request, Optional.empty(), clock.instant());
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = Bytes.ofUtf8(text).toArray();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    store.close();
  }
}
