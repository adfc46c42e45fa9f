package org.evalledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.database.TestDatabase;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.signing.Kid;
import org.evalledger.story.RunningService;

/** The real mirror of a real service, in this process; a test may stand between the two. */
final class RunningMirror implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Mirror mirror;
  private final int port;

  private RunningMirror(Mirror mirror, int port) {
    this.mirror = mirror;
    this.port = port;
  }

  /**
   * Opens one; nothing listens yet.
   *
   * @param home its data directory, where it pins the ledger's keys
   * @param more properties besides the usual
   * @param between shows it the ledger, given the truth
   */
  static RunningMirror open(
      RunningService ledger,
      TestDatabase database,
      Path home,
      Map<String, Object> more,
      UnaryOperator<MirroredLedger> between) {
    int port = freePort();
    var settings = new HashMap<String, String>();
    database.properties().forEach((name, value) -> settings.put(name, value.toString()));
    settings.put(Setting.PORT.property(), Integer.toString(port));
    settings.put(Setting.DATA_DIR.property(), home.toString());
    URI address = Service.address(ledger.uri("/").toString());
    var exchange = new HttpExchange(address, new Patience(Duration.ofSeconds(20)), note -> {});
    var client = new LedgerClient(exchange);
    MirrorPins pins = MirrorPins.in(home, client, List.of(), Optional.empty());
    Kid operator = ledger.operator().key().kid();
    Map<String, Object> properties =
        Mirror.properties(address, Settings.of(settings::get, name -> null), pins, operator);
    properties.putAll(more);
    return new RunningMirror(
        Mirror.open(
            LedgerServer.start(properties),
            client,
            between.apply(new ServiceMirrored(client)),
            pins.key(List.of()),
            operator),
        port);
  }

  private static int freePort() {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Mirror mirror() {
    return mirror;
  }

  Upstream.State follow() {
    return mirror.follow();
  }

  void listen() {
    mirror.server().listen();
  }

  /** How many entries it serves. */
  long size() {
    return mirror.server().get(LogReader.class).head().size();
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  HttpResponse<String> get(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    mirror.close();
  }
}
