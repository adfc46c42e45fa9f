package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.merkle.TilePath;
import org.evalledger.mirror.MirroredLedger;
import org.evalledger.signing.Kid;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A mirror on a database of its own follows a real service, which sometimes lies to it. */
class MirrorTest {
  @RegisterExtension static final TestDatabase LEDGER = new TestDatabase();
  @RegisterExtension static final TestDatabase FORK = new TestDatabase();
  @RegisterExtension static final TestDatabase MIRROR = new TestDatabase();

  @TempDir private static Path directory;

  private static final Person OPERATOR = Person.called("operator");
  private static final Person LAB = Person.called("lab");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static RunningService ledger;
  private static Mirror mirror;
  private static int port;
  private static int models;

  /** What the mirror is shown; the test's own thread sets it and makes the mirror look. */
  private static MirroredLedger shown;

  private static MirroredLedger honest;

  @BeforeAll
  static void open() throws IOException {
    ledger = RunningService.start(LEDGER, directory.resolve("ledger"), OPERATOR);
    found(ledger);
    mirror = start();
    honest = new ServiceMirrored(mirror.client());
    shown = honest;
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    mirror.server().listen();
  }

  private static void found(RunningService service) {
    service.accept(OPERATOR.sign(OPERATOR.registration()));
    service.accept(OPERATOR.sign(OPERATOR.benchmark("quiz")));
    service.accept(LAB.signWith(LAB.registration(), OPERATOR));
    service.accept(OPERATOR.sign(OPERATOR.grant("lab", List.of("lab"), List.of("submitter"))));
  }

  /** On another port each time: the last one may be some connection's by now. */
  private static Mirror start() {
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var properties = new HashMap<String, String>();
    MIRROR.properties().forEach((name, value) -> properties.put(name, value.toString()));
    properties.put(Setting.PORT.property(), Integer.toString(port));
    Path home = directory.resolve("mirror");
    properties.put(Setting.DATA_DIR.property(), home.toString());
    Settings settings = Settings.of(properties::get, name -> null);
    URI address = Service.address(ledger.uri("/").toString());
    var exchange = new HttpExchange(address, new Patience(Duration.ofSeconds(20)), note -> {});
    var client = new LedgerClient(exchange);
    MirrorPins pins = MirrorPins.in(home, client, List.of(), Optional.empty());
    Kid operator = OPERATOR.key().kid();
    return Mirror.open(
        LedgerServer.start(Mirror.properties(address, settings, pins, operator)),
        client,
        new Shown(),
        pins.key(List.of()),
        operator);
  }

  private static final class Shown implements MirroredLedger {
    @Override
    public Bytes checkpoint() throws IOException {
      return shown.checkpoint();
    }

    @Override
    public Optional<Bytes> witnessed() throws IOException {
      return shown.witnessed();
    }

    @Override
    public Bytes read(TilePath path) throws IOException {
      return shown.read(path);
    }

    @Override
    public List<SourceEntry> entries(long first) throws IOException {
      return shown.entries(first);
    }
  }

  @AfterAll
  static void close() {
    mirror.close();
    ledger.close();
    CLIENT.close();
  }

  private static JsonObject evaluate() {
    return ledger.accept(LAB.sign(LAB.evaluation("lab/model-" + models++, "quiz", "0.5").build()));
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static long size() {
    return mirror.server().get(LogReader.class).head().size();
  }

  private static void sameAnswers() {
    long size = size();
    var paths =
        new ArrayList<>(
            List.of(
                "/log/checkpoint",
                "/log/tile/0/000.p/" + size,
                "/log/tile/entries/000.p/" + size,
                "/v1/entries?full=true&limit=1000",
                "/v1/scores?limit=1000",
                "/v1/scores?history=true&limit=1000",
                "/v1/submitters/lab",
                "/v1/log/consistency?from=1&to=" + size));
    for (long index = 0; index < size; index++) {
      for (String part : List.of("", "/envelope", "/facts", "/assessments", "/proof", "/bundle")) {
        paths.add("/v1/entries/" + index + part);
      }
    }
    // The members of the service's key may stand in another order.
    assertThat(object(ask(at("/v1/log")).body()).canonical())
        .isEqualTo(ledger.read("/v1/log").canonical());
    for (String path : paths) {
      HttpResponse<String> original = ledger.get(path);
      HttpResponse<String> copy = ask(at(path));
      assertThat(copy.statusCode()).as(path).isEqualTo(original.statusCode());
      assertThat(copy.body()).as(path).isEqualTo(original.body());
    }
  }

  @Test
  void servesTheSameReadApiFromItsOwnDatabaseAndGrowsWithItsLedger() {
    sameAnswers();
    JsonObject first = evaluate();
    JsonObject second = evaluate();
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    sameAnswers();
    ledger.accept(
        LAB.sign(
            LAB.statement("withdrawal")
                .put("entry", Person.reference(first))
                .put("reason", "wrong prompt")
                .build()));
    ledger.accept(
        OPERATOR.sign(
            OPERATOR
                .statement("takedown")
                .put("entry", Person.reference(second))
                .put("reason", "a name in the notes")
                .build()));
    JsonObject third = evaluate();
    ledger.accept(
        OPERATOR.sign(
            OPERATOR
                .statement("takedown")
                .put("entry", Person.reference(third))
                .put("reason", "another")
                .build()));
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    sameAnswers();
    assertThat(ask(at("/v1/entries/" + text(second, "index") + "/envelope")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void takesNoStatementAndSignsNothing() {
    Bytes envelope = LAB.sign(LAB.evaluation("lab/mirror", "quiz", "0.5").build());
    for (String path :
        List.of("/v1/submissions", "/v1/submissions/check", "/v1/key-requests", "/nowhere")) {
      HttpResponse<String> answer =
          ask(
              at(path)
                  .header("Content-Type", "application/jose")
                  .POST(BodyPublishers.ofByteArray(envelope.toArray())));
      assertThat(answer.statusCode()).as(path).isEqualTo(405);
      assertThat(text(object(answer.body()), "type")).isEqualTo("/problems/mirror");
      assertThat(text(object(answer.body()), "detail"))
          .contains(ledger.uri("/").toString().replaceAll("/$", ""));
    }
    assertThat(ask(at("/v1/entries/0/receipt")).statusCode()).isEqualTo(404);
    assertThat(ask(at("/v1/log/service-registration")).statusCode()).isEqualTo(404);
    assertThat(ask(at("/v1/submissions").DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void aForkIsRefusedAndTheMirrorStaysAndSaysSo() {
    evaluate();
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    long before = size();
    try (var fork = RunningService.start(FORK, directory.resolve("ledger"), OPERATOR)) {
      found(fork);
      var client =
          new LedgerClient(
              new HttpExchange(
                  Service.address(fork.uri("/").toString()),
                  new Patience(Duration.ofSeconds(20)),
                  note -> {}));
      shown = new ServiceMirrored(client);
      // Once shorter than the mirror, once longer; its keys are the ledger's own.
      refused("FORK");
      for (long size = 4; size < before + 2; size++) {
        fork.accept(OPERATOR.sign(OPERATOR.benchmark("fork-" + size)));
      }
      refused("FORK");
      client.close();
    }
    assertThat(size()).isEqualTo(before);
    HttpResponse<String> health = ask(at("/health"));
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("refuses: FORK");
    shown = honest;
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    assertThat(ask(at("/health")).statusCode()).isEqualTo(200);
    sameAnswers();
  }

  private static void refused(String reason) {
    long before = size();
    assertThat(mirror.follow())
        .isInstanceOfSatisfying(
            Upstream.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    assertThat(size()).isEqualTo(before);
  }

  @Test
  void anEntryThatIsNotTheLogsOrDoesNotRecomputeIsRefused() {
    evaluate();
    evaluate();
    List<UnaryOperator<SourceEntry>> lies =
        List.of(
            e -> entry(e, flipped(e.record()), e.facts(), e.assessment(), e),
            e -> entry(e, e.record(), flipped(e.facts()), e.assessment(), e),
            e -> entry(e, e.record(), e.facts(), e.assessment().map(MirrorTest::flipped), e),
            e -> entry(e, e.record(), e.facts(), Optional.empty(), e),
            e ->
                new SourceEntry(
                    e.index(), e.record(), e.facts(), e.assessment(), Optional.empty()));
    for (UnaryOperator<SourceEntry> lie : lies) {
      shown = lying(honest, lie);
      refused("");
    }
    shown =
        new Told(honest) {
          @Override
          public List<SourceEntry> entries(long first) throws IOException {
            return super.entries(first).subList(0, 1);
          }
        };
    // One at a time is slow and no lie.
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    shown = honest;
    sameAnswers();
  }

  private static SourceEntry entry(
      SourceEntry from, Bytes record, Bytes facts, Optional<Bytes> assessment, SourceEntry other) {
    return new SourceEntry(from.index(), record, facts, assessment, other.envelope());
  }

  private static Bytes flipped(Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[bytes.length() / 2] ^= 1;
    return Bytes.copyOf(changed);
  }

  /** Lies about the last entry of each page. */
  private static MirroredLedger lying(MirroredLedger truth, UnaryOperator<SourceEntry> lie) {
    return new Told(truth) {
      @Override
      public List<SourceEntry> entries(long first) throws IOException {
        var entries = new ArrayList<>(super.entries(first));
        entries.add(lie.apply(entries.removeLast()));
        return entries;
      }
    };
  }

  @Test
  void aCheckpointOrATileThatIsForgedIsRefused() {
    evaluate();
    shown =
        new Told(honest) {
          @Override
          public Bytes checkpoint() throws IOException {
            String note = super.checkpoint().utf8();
            return Bytes.ofUtf8(note.replaceFirst("\n[0-9]+\n", "\n9999\n"));
          }
        };
    refused("does not hold");
    shown =
        new Told(honest) {
          @Override
          public Bytes read(TilePath path) throws IOException {
            return flipped(super.read(path));
          }
        };
    refused("does not begin with");
    shown = honest;
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
  }

  @Test
  void itStartsAgainWhileTheLedgerIsAwayButNotOnADamagedCopy() throws Exception {
    mirror.close();
    mirror = start();
    honest = new ServiceMirrored(mirror.client());
    shown =
        new Told(honest) {
          @Override
          public Bytes checkpoint() throws IOException {
            throw new IOException("nothing listens there");
          }
        };
    assertThat(mirror.follow()).isEqualTo(new Upstream.Away("nothing listens there"));
    mirror.server().listen();
    assertThat(ask(at("/health")).body()).contains("is behind: nothing listens there");
    assertThat(ask(at("/v1/entries/0")).statusCode()).isEqualTo(200);
    mirror.close();
    execute("alter table log_envelope_0 disable trigger all");
    execute("update log_envelope set envelope = envelope || ' '::bytea where entry_index = 2");
    mirror = start();
    honest = new ServiceMirrored(mirror.client());
    shown = honest;
    refused("The mirror's own log");
    execute(
        "update log_envelope set envelope = substr(envelope, 1, length(envelope) - 1)"
            + " where entry_index = 2");
    assertThat(mirror.follow()).isEqualTo(new Upstream.Current());
    mirror.server().listen();
    sameAnswers();
  }

  private static void execute(String sql) throws Exception {
    try (var connection = MIRROR.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void keysThatAreNotThoseOfTheFirstMeetingAreRefused() {
    Ran ran =
        Ran.cli(
            "mirror",
            ledger.uri("/"),
            "--data-dir",
            directory.resolve("mirror"),
            "--port",
            Integer.toString(port == 65_535 ? 65_534 : port + 1),
            "--log-key",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("has other keys than PeterNeumann");
  }
}
