package org.evalledger.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Ruling;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;

/**
 * A service that speaks what {@link LedgerClient} speaks, over real HTTP, and decides by the
 * project's own rules; only that it keeps everything in memory. It can be told to fail.
 */
final class StubLedger implements AutoCloseable {
  static final String ORIGIN = "ledger.example.org/log";

  private final String origin;
  private final HttpServer server;
  private final SigningKey service = SigningKey.generate(Algorithm.ED25519);
  private final MemoryLog log;
  private final Map<String, JsonObject> requests = new LinkedHashMap<>();
  private final AtomicInteger overloads = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();
  private final AtomicInteger submissions = new AtomicInteger();
  private final AtomicInteger strength = new AtomicInteger(Integer.MAX_VALUE);
  private final Set<Sha256> seen = ConcurrentHashMap.newKeySet();

  StubLedger(SigningKey operator) {
    this(operator, ORIGIN);
  }

  StubLedger(SigningKey operator, String origin) {
    this.origin = origin;
    this.log = new MemoryLog(origin, operator.kid());
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  MemoryLog log() {
    return log;
  }

  /** The next {@code times} requests are answered with 503. */
  void overload(int times) {
    overloads.set(times);
  }

  /** The next {@code times} submissions are appended, and their answers lost. */
  void loseAnswers(int times) {
    losses.set(times);
  }

  /** How often something was submitted. */
  int submissions() {
    return submissions.get();
  }

  /** After {@code times} more submissions every other one is answered with 503. */
  void tireAfter(int times) {
    strength.set(times);
    seen.clear();
  }

  /** How many different envelopes were submitted since then. */
  int seen() {
    return seen.size();
  }

  private boolean tired(HttpExchange exchange, Bytes body) {
    if (!exchange.getRequestURI().getPath().equals("/v1/submissions")) {
      return false;
    }
    seen.add(body.sha256());
    return strength.getAndUpdate(n -> Math.max(0, n - 1)) <= 0;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Bytes body = Bytes.copyOf(exchange.getRequestBody().readAllBytes());
    if (overloads.getAndUpdate(n -> Math.max(0, n - 1)) > 0 || tired(exchange, body)) {
      exchange.getResponseHeaders().add("Retry-After", "0");
      send(
          exchange,
          503,
          problem(503, "overloaded", "Too much waits already.", List.of(), List.of()));
      return;
    }
    try {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /v1/log" -> send(exchange, 200, state());
        case "GET /v1/log/service-registration" -> send(exchange, 200, registration());
        case "POST /v1/submissions" -> submit(exchange, body);
        case "POST /v1/submissions/check" -> check(exchange, body);
        case "POST /v1/key-requests" -> request(exchange, body);
        case "GET /v1/key-requests" -> send(exchange, 200, requests());
        case "GET /v1/entries" ->
            send(exchange, 200, log.page(exchange.getRequestURI().getQuery()));
        default -> other(exchange, path);
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      send(exchange, 500, problem(500, "internal", e.toString(), List.of(), List.of()));
    }
  }

  private void other(HttpExchange exchange, String path) throws IOException {
    Optional<JsonObject> submitter =
        path.startsWith("/v1/submitters/")
            ? log.submitter(path.substring("/v1/submitters/".length()))
            : Optional.empty();
    if (submitter.isPresent()) {
      send(exchange, 200, submitter.get());
    } else {
      send(exchange, 404, problem(404, "not-found", "No such thing.", List.of(), List.of()));
    }
  }

  private JsonObject state() {
    return Json.object()
        .put("origin", origin)
        .put("size", log.size())
        .put("checkpoint", log.checkpoint().utf8())
        .put("keys", Json.ofStrings(List.of(log.logKey().toString())))
        .put("operator", log.operator().value())
        .put("serviceKey", service.publicKey().toJwk())
        .put("witnesses", Json.of(List.of()))
        .build();
  }

  private JsonObject registration() {
    JsonObject register =
        new KeyStatements(origin, "service", Instant.now())
            .register(service.publicKey(), "service", List.of());
    Bytes jws = Jws.general(Typ.STATEMENT, register.asRead(), List.of(service));
    return JsonMembers.of(((JsonReader.Value) JsonReader.read(jws)).json()).object();
  }

  private static EnvelopeFormat format(HttpExchange exchange) {
    return EnvelopeFormat.ofMediaType(exchange.getRequestHeaders().getFirst("Content-Type"))
        .orElseThrow();
  }

  private void submit(HttpExchange exchange, Bytes body) throws IOException {
    submissions.incrementAndGet();
    MemoryLog.Decided decided = log.submit(format(exchange), body, false);
    if (losses.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      exchange.close();
      return;
    }
    respond(exchange, decided);
  }

  private void check(HttpExchange exchange, Bytes body) throws IOException {
    respond(exchange, log.submit(format(exchange), body, true));
  }

  private void respond(HttpExchange exchange, MemoryLog.Decided decided) throws IOException {
    switch (decided) {
      case MemoryLog.Entered(int status, var answer) -> send(exchange, status, answer);
      case MemoryLog.BadSignature(var why) ->
          send(exchange, 401, problem(401, "unauthorised", why, List.of(), List.of()));
      case MemoryLog.Out(Ruling.Refusal refusal) -> refuse(exchange, refusal);
    }
  }

  private void refuse(HttpExchange exchange, Ruling.Refusal refusal) throws IOException {
    switch (refusal) {
      case Ruling.Unauthorised(var rule, var detail) ->
          send(exchange, 401, problem(401, "unauthorised", detail, List.of(), List.of()));
      case Ruling.Forbidden(var detail) ->
          send(exchange, 403, problem(403, "forbidden", detail, List.of(), List.of()));
      case Ruling.Invalid(var faults) ->
          send(exchange, 422, problem(422, "invalid", "Faults.", faults, List.of()));
      case Ruling.Conflict(var clashes) ->
          send(exchange, 409, problem(409, "conflict", "Something stands.", List.of(), clashes));
    }
  }

  private void request(HttpExchange exchange, Bytes body) throws IOException {
    String id = Integer.toString(requests.size() + 1);
    var request =
        new KeyRequest(id, "?", "?", "?", "?", new SignedEnvelope(format(exchange), body));
    request.registration();
    requests.put(
        id,
        Json.object()
            .put("id", id)
            .put("submitter", "told by the service")
            .put("organisation", "told by the service")
            .put("kid", "told by the service")
            .put("receivedAt", "2026-11-20T10:00:00.000Z")
            .put("envelope", body.base64())
            .build());
    send(
        exchange,
        202,
        Json.object().put("id", id).put("expiresAt", "2026-12-20T10:00:00Z").build());
  }

  private JsonObject requests() {
    return Json.object()
        .put("items", Json.of(List.copyOf(requests.values())))
        .put("next", Json.ofNull())
        .build();
  }

  private static JsonObject problem(
      int status, String slug, String detail, List<Fault> faults, List<Ruling.Clash> clashes) {
    return Json.object()
        .put("type", "/problems/" + slug)
        .put("title", slug)
        .put("status", status)
        .put("detail", detail)
        .put("fix", "")
        .put("faults", Problem.faults(faults))
        .put(
            "conflicts",
            Json.of(
                clashes.stream()
                    .map(
                        clash ->
                            Json.object()
                                .put("pointer", clash.pointer())
                                .put("sameValue", clash.sameValue())
                                .put("index", clash.index())
                                .put("leafHash", clash.leafHash())
                                .put("result", result(clash))
                                .build())
                    .toList()))
        .build();
  }

  private static Json result(Ruling.Clash clash) {
    Integer result = clash.result();
    return result == null ? Json.ofNull() : Json.of(result);
  }

  private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
    byte[] bytes = body.canonical().toArray();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
